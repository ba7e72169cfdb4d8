package org.shardplan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.serving.ServingExplainPage;
import org.shardplan.report.html.serving.ServingSolvePage;
import org.shardplan.report.words.ServingWords;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class ServingPagesTest {

    private static final Closing CLOSING = new Closing("1.2.3", List.of("shardplan solve problem.json"));
    private static final String APART = "serve-llama-3.1-70b-8xh100-disaggregated-fp8";
    private static final String TOGETHER = "serve-llama-3.1-70b-8xh100-aggregated-bf16";
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private static ServingAnswer answer(ServingProblem problem) {
        return new ServingSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 4, 0, ENOUGH));
    }

    private static Document solved(ServingAnswer answer) {
        return Jsoup.parse(ServingSolvePage.of(answer, CLOSING));
    }

    private static Document solved(String problem) {
        return solved(answer(TestProblems.shippedServing(problem)));
    }

    /** A first token sooner than any GPU works off the prompt. */
    private static ServingAnswer impossible() {
        return answer(TestProblems.serving("Llama-3.1-8B", ", 'requestsPerSecond': 4, 'ttftMs': 1", "H100-SXM-80",
                1, ""));
    }

    private static ServingExplanation explanation(String problem, String layout) {
        ServingProblem question = TestProblems.shippedServing(problem);
        return ServingExplanation.of(new ServingEstimator(question),
                ServingLayoutText.parse(layout, question).layout().orElseThrow());
    }

    private static Document explained(String problem, String layout) {
        ServingExplanation explanation = explanation(problem, layout);
        return Jsoup.parse(ServingExplainPage.of(explanation, ServingAdvice.of(explanation, ENOUGH), CLOSING));
    }

    static Stream<Document> pages() {
        return Stream.of(solved(APART), solved("serve-deepseek-r1-8xh200"), solved("serve-llama-3.1-405b-h100-mi300x"),
                solved(impossible()), explained(TOGETHER, "tp=8"), explained(TOGETHER, "tp=2,replicas=4,maxBatch=64"),
                explained(TOGETHER, "tp=1,replicas=8"), explained(TOGETHER, "tp=3,pp=7"));
    }

    private static Element section(Document page, String heading) {
        return PagesTest.section(page, heading);
    }

    private static double sum(Element section) {
        return section.select("td[data-value]").stream()
                .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsBuiltLikeThoseOfTraining(Document page) {
        PagesTest expected = new PagesTest();
        expected.aPageFetchesNothingAndRunsNothingButItsOwnScripts(page);
        expected.aPageLeadsWithTheVerdictAndEndsWithTheVersion(page);
        expected.everyChartHasItsNumbersBesideIt(page);
    }

    @Test
    void anAnswerShowsTheNumbersOfTheEstimate() {
        ServingAnswer answer = answer(TestProblems.shippedServing(APART));
        ServingEstimate best = answer.best().orElseThrow();
        Document page = solved(answer);
        double usable = best.groups().stream().mapToDouble(group -> group.memory().usable().gib()).sum();
        double step = best.answers().decode().totalSeconds();
        double prompt = best.prompts().prompt().totalSeconds();
        assertThat(sum(section(page, "Memory per GPU"))).isCloseTo(usable, within(0.2));
        assertThat(sum(section(page, "Time of a decode step"))).isCloseTo(step, within(0.005 * step));
        assertThat(sum(section(page, "Time of a prompt"))).isCloseTo(prompt, within(0.005 * prompt));
        assertThat(page.select(".verdict").text()).startsWith("Best layout, proved: "
                + new ServingWords(best.problem(), best.layout()).factors());
        assertThat(section(page, "Runners-up").select("tbody").first().children())
                .hasSize(answer.ranking().size() - 1);
    }

    @Test
    void answersOfOneTokenHaveNoNextOne() {
        Document page = solved(answer(TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload': "
                + "{'kind': 'serving', 'inputTokens': 500, 'outputTokens': 1, 'concurrency': 64}, 'cluster': {'pools': "
                + "[{'gpu': 'H100-SXM-80', 'count': 4}]}, 'objective': 'throughput'}")));
        assertThat(page.select(".verdict").text()).doesNotContain("then one every");
        assertThat(page.text()).doesNotContain("Next token");
        assertThat(section(page, "Runners-up").select("tbody").first().select("td").eachText()).contains("–");
    }

    @Test
    void promptsAndAnswersAreDrawnApartWithTheirGroups() {
        Element cluster = section(explained(APART, "prefill.tp=4,prefill.replicas=1,decode.tp=2,decode.replicas=2"),
                "On the cluster");
        assertThat(cluster.select(".stage .label")).extracting(Element::text).containsExactly("prompts", "answers");
        assertThat(cluster.select(".stage").first().select(".gpu.first")).hasSize(4);
        assertThat(cluster.select(".stage").last().select(".gpu")).hasSize(4);
        assertThat(cluster.select(".stage").last().select(".gpu.first")).hasSize(2);
        assertThat(cluster.select("tbody tr")).extracting(Element::text).containsExactly(
                "T tensor 4 1 0–3 scale-up, 450 GB/s", "T tensor 2 2 0–1 scale-up, 450 GB/s");
    }

    @Test
    void expertsAndDataParallelAttentionAreGroupsOfOneReplica() {
        Element cluster = section(explained("serve-deepseek-r1-8xh200", "attentionDp=8,ep=8,maxBatch=256"),
                "On the cluster");
        assertThat(cluster.select(".gpu")).extracting(Element::text)
                .containsExactly("0", "DE", "DE", "DE", "DE", "DE", "DE", "DE");
        assertThat(cluster.select("tbody tr")).extracting(Element::text).containsExactly(
                "D data-parallel attention 8 1 0–7 scale-up, 450 GB/s", "E expert 8 1 0–7 scale-up, 450 GB/s");
    }

    @Test
    void aPageTellsItsErrorAndWhatNoRunShows() {
        String apart = section(solved(APART), "Where the numbers come from").text();
        assertThat(apart).contains("90 % are expected within ± 100 % (first token), ± 40 % (next token)", "a judgement",
                "No published run shows separate GPUs for prompts and answers", "fp8 weights lose",
                "engine tensorrt-llm");
        assertThat(section(explained(TOGETHER, "tp=8"), "Where the numbers come from").text())
                .contains("± 13 % (next token)", "were measured").doesNotContain("judgement");
    }

    @Test
    void aRejectedLayoutShowsItsRepairsAndEveryBrokenRule() {
        String layout = "tp=2,replicas=4,maxBatch=64";
        Document page = explained(TOGETHER, layout);
        assertThat(page.select(".violations b")).extracting(Element::text).containsExactlyElementsOf(
                explanation(TOGETHER, layout).violations().stream().map(Violation::rule).toList());
        assertThat(section(page, "Nearest repairs").text()).contains("maxBatch 64 → ");
        assertThat(section(page, "Beside the best").text()).contains("first token", "step: matrix work");
    }

    @Test
    void anEngineThatDoesNotStartIsDrawnBeyondWhatIsUsable() {
        Document page = explained(TOGETHER, "tp=1,replicas=8");
        Element memory = section(page, "Memory per GPU");
        double limit = Double.parseDouble(memory.select("figure").attr("data-limits"));
        assertThat(sum(memory)).isGreaterThan(limit);
        assertThat(page.text()).contains("Such a layout cannot run").doesNotContain("Beside the best");
    }

    @Test
    void aQuestionWithoutAnswerShowsWhatWouldHelp() {
        Document page = solved(impossible());
        assertThat(page.select(".verdict").text()).contains("No layout is feasible.");
        assertThat(page.text()).contains("With a first token within");
        assertThat(section(page, "Nearest miss").select(".violations b")).extracting(Element::text).contains("ttft");
    }

    @Test
    void whateverIsNamedLikeAScriptIsHarmless() {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", "", "H100-SXM-80", 1,
                ", 'name': '<script>alert(1)</script>'");
        Document page = solved(answer(problem));
        assertThat(page.select("h1").text()).isEqualTo("<script>alert(1)</script>");
        new PagesTest().aPageFetchesNothingAndRunsNothingButItsOwnScripts(page);
    }
}
