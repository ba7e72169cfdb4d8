package org.shardplan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingExplainer;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.report.html.mixed.ServedExplainPage;
import org.shardplan.report.html.mixed.ServedSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.space.Deadline;

class ServedPagesTest {

    private static final Closing CLOSING = new Closing("1.2.3", List.of("shardplan solve serve.json"));
    private static final MixedServingProblem PROBLEM = MixedServingProblems.small("", "");
    private static final MixedServingExplanation EXPLANATION = explainer().explain(PROBLEM);
    private static final ServingEstimate BEST = EXPLANATION.answer().best().orElseThrow();
    private static final Document SOLVED = Jsoup.parse(ServedSolvePage.of(EXPLANATION.answer(), CLOSING));

    private static MixedServingExplainer explainer() {
        return new MixedServingExplainer(Deadline.after(Duration.ofMinutes(5)));
    }

    private static Element section(Document page, String heading) {
        return PagesTest.section(page, heading);
    }

    private static Document judged(MixedServingProblem problem, String layout) {
        return Jsoup.parse(ServedExplainPage.of(explainer().judge(problem, (Pipeline) ServedPipelineText.parse(
                layout, problem.serving()).layout().orElseThrow()), CLOSING));
    }

    @Test
    void theVerdictLeadsAndWhatNoRunShowsIsSaid() {
        assertThat(SOLVED.select(".verdict.good").text()).startsWith("Best pipeline, proved:")
                .contains(Figures.scaled(BEST.tokensPerSecond()) + " tokens/s");
        assertThat(section(SOLVED, "Where the numbers come from").text())
                .contains("No run of a pipeline over different GPUs was measured", "price of A100-SXM-40");
    }

    @Test
    void everyGpuOfEveryStageIsDrawn() {
        Element cluster = section(SOLVED, "On the cluster");
        assertThat(cluster.select(".gpu")).hasSize(BEST.gpus());
        assertThat(cluster.select(".gpu").eachAttr("title")).doesNotHaveDuplicates();
        assertThat(section(SOLVED, "Stages").select("tbody tr")).hasSize(BEST.groups().size());
    }

    /** Where the engine starts, the parts are together what a process can allocate. */
    @Test
    void aBarOfMemoryIsAsLongAsTheMemoryOfItsPool() {
        List<Element> rows = section(SOLVED, "Memory per GPU").select("tbody tr");
        assertThat(rows).hasSize(BEST.groups().size());
        for (int index = 0; index < rows.size(); index++) {
            assertThat(rows.get(index).select("td[data-value]").stream()
                    .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum())
                    .isCloseTo(BEST.groups().get(index).memory().usable().gib(), within(0.1));
        }
    }

    @Test
    void stepsAndPromptsAreDrawnStageByStage() {
        for (String heading : List.of("Time of a decode step", "Time of a prompt")) {
            assertThat(section(SOLVED, heading).select("tbody tr")).hasSize(BEST.groups().size());
        }
        assertThat(section(SOLVED, "Time of a decode step").text()).contains("at the slowest stage");
    }

    @Test
    void theExplanationTellsMoreNodesAndWhatThePoolsDoByThemselves() {
        Document page = Jsoup.parse(ServedExplainPage.of(EXPLANATION, CLOSING));
        assertThat(section(page, "What one more node would bring").select("tbody tr")).hasSize(2);
        assertThat(section(page, "Without such a pipeline").text()).contains("each replica on one pool");
    }

    @Test
    void aJudgementLeadsWithBrokenRulesAndStandsBesideTheBest() {
        Document page = judged(PROBLEM, "gpu=L40S-48,layers=1+gpu=A100-SXM-40,layers=5");
        assertThat(page.select(".verdict.bad").text()).contains("breaks 1 rule");
        assertThat(page.select(".violations").text()).contains("starts", "A100-SXM-40");
        assertThat(section(page, "Beside the best").text())
                .contains("These stages and formats can do", "The best: ", "step: one through all stages");
    }

    @Test
    void aProblemWithoutPipelineHasPagesToo() {
        MixedServingProblem hopeless = MixedServingProblems.small("", ", 'limits': {'memoryReserveGiB': 30}");
        MixedServingAnswer answer = explainer().explain(hopeless).answer();
        assertThat(Jsoup.parse(ServedSolvePage.of(answer, CLOSING)).select(".verdict.bad").text())
                .contains("No mixed pipeline is feasible.", "of the 6 layers find room");
        assertThat(section(judged(hopeless, "gpu=L40S-48,layers=3+gpu=A100-SXM-40,layers=3"), "Beside the best").text())
                .contains("No mixed pipeline is feasible.");
    }

    @Test
    void aLevelThatNoPipelineKeepsIsToldWithTheNearest() {
        MixedServingAnswer answer = explainer().explain(MixedServingProblems.small(", 'tpotMs': 5", "")).answer();
        assertThat(section(Jsoup.parse(ServedSolvePage.of(answer, CLOSING)), "Rejected").text())
                .contains("tpot", "the service level allows 5.0");
    }
}
