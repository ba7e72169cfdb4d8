package org.shardplan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.mixed.explain.MixedExplainer;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.problem.MixedProblem;
import org.shardplan.report.html.mixed.MixedExplainPage;
import org.shardplan.report.html.mixed.MixedSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.page.Figures;

class MixedPagesTest {

    private static final Closing CLOSING = new Closing("1.2.3", List.of("shardplan solve mixed.json"));
    private static final MixedExplainer EXPLAINER = new MixedExplainer(Duration.ofMinutes(5));
    private static final MixedProblem PROBLEM = problem("");
    private static final MixedExplanation EXPLANATION = EXPLAINER.explain(PROBLEM);
    private static final MixedEstimate BEST = EXPLANATION.answer().best().orElseThrow();
    private static final Document SOLVED = Jsoup.parse(MixedSolvePage.of(EXPLANATION.answer(), CLOSING));

    private static MixedProblem problem(String more) {
        return MixedProblems.read(MixedProblems.SMALL_MODEL, "8192x4", MixedProblems.SMALL_POOLS, more);
    }

    private static Element section(Document page, String heading) {
        return PagesTest.section(page, heading);
    }

    @Test
    void theVerdictLeadsAndWhatWasNotMeasuredIsSaid() {
        assertThat(SOLVED.select(".verdict.good").text()).startsWith("Best pipeline, proved:")
                .contains(Figures.seconds(BEST.stepSeconds()) + " a step");
        assertThat(section(SOLVED, "Where the numbers come from").text())
                .contains("No run of a mixed pipeline was measured", "price of H100-SXM-80");
    }

    @Test
    void everyGpuOfEveryStageIsDrawnAndTheFirstReplicaIsStrong() {
        Element cluster = section(SOLVED, "On the cluster");
        assertThat(cluster.select(".stage")).hasSize(BEST.stages().size());
        assertThat(cluster.select(".gpu")).hasSize(BEST.layout().gpus());
        assertThat(cluster.select(".gpu.first")).hasSize(BEST.layout().gpus() / BEST.layout().shared().data());
    }

    /** Parts, what is free and the reserve are together what a GPU has. */
    @Test
    void aBarOfMemoryIsAsLongAsTheMemoryOfItsPool() {
        List<Element> rows = section(SOLVED, "Memory per GPU").select("tbody tr");
        assertThat(rows).hasSize(BEST.stages().size());
        for (int index = 0; index < rows.size(); index++) {
            double usable = BEST.pool(BEST.stages().get(index)).gpu().memory().usable().gib();
            assertThat(rows.get(index).select("td[data-value]").stream()
                    .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum())
                    .isCloseTo(usable, within(0.1));
        }
    }

    @Test
    void timeScheduleAndLinksAreThere() {
        assertThat(section(SOLVED, "Time per step").text()).contains("the slowest stage's work", "sets the pace");
        assertThat(section(SOLVED, "The pipeline over one step").select("svg.strip")).hasSize(BEST.stages().size());
        assertThat(section(SOLVED, "Links").select("tbody tr")).hasSize(BEST.stages().size() - 1);
        assertThat(section(SOLVED, "Links").text()).contains("network of A100-SXM-40");
    }

    @Test
    void theExplanationTellsOtherOrdersAndMoreNodes() {
        Document page = Jsoup.parse(MixedExplainPage.of(EXPLANATION, CLOSING));
        assertThat(section(page, "Why this order").select("tbody tr"))
                .hasSize(EXPLANATION.orders().swaps().size() + 1);
        assertThat(section(page, "What one more node would bring").select("tbody tr")).hasSize(2);
    }

    @Test
    void aJudgementLeadsWithBrokenRulesAndStandsBesideTheBest() {
        Document page = Jsoup.parse(MixedExplainPage.of(EXPLAINER.judge(PROBLEM, MixedLayoutText.parse(
                "dp=1,gpu=A100-SXM-40,nodes=1,layers=5+gpu=H100-SXM-80,nodes=1,layers=1", PROBLEM)
                .layout().orElseThrow()), CLOSING));
        assertThat(page.select(".verdict.bad").text()).contains("breaks 1 rule");
        assertThat(page.select(".violations").text()).contains("memory-capacity", "Stage 0");
        assertThat(section(page, "Beside the best").text()).contains("The best: dp", "With these nodes in this order");
    }

    @Test
    void aProblemWithoutPipelineHasAPageToo() {
        MixedProblem hopeless = problem(", 'limits': {'memoryReserveGiB': 79}");
        Document page = Jsoup.parse(MixedSolvePage.of(EXPLAINER.explain(hopeless).answer(), CLOSING));
        assertThat(page.select(".verdict.bad").text()).contains("No mixed pipeline is feasible.");
        assertThat(section(page, "Why").select("li")).isNotEmpty();
    }
}
