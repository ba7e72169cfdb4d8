package org.shardplan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestAnswers;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.problem.Problem;
import org.shardplan.report.html.element.Asset;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.training.ExplainPage;
import org.shardplan.report.html.training.SolvePage;
import org.shardplan.solver.Answer.Remedies;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Proof;

class PagesTest {

    private static final String HOSTILE = "</title><script>alert(1)</script>\"'";
    private static final Closing CLOSING = new Closing("1.2.3", List.of("shardplan solve '" + HOSTILE + "'"));

    private static Document solved(Answer answer) {
        return Jsoup.parse(SolvePage.of(answer, CLOSING));
    }

    private static Document solved(String problem, String layout) {
        Estimate estimate = TestAnswers.estimate(TestProblems.shipped(problem), layout);
        return solved(new Answer(estimate.problem(), List.of(estimate), new Proof(Proof.Kind.BOUND, 10, 10, 0),
                List.of(), Remedies.NONE));
    }

    private static Document explained(String layout) {
        return Jsoup.parse(ExplainPage.of(TestAnswers.explanation(layout), Advice.NONE, CLOSING));
    }

    static Stream<Document> pages() {
        return Stream.of(solved(TestAnswers.feasible()), solved(TestAnswers.unproved()),
                solved(TestAnswers.infeasible()), solved(TestAnswers.unknown()), explained("tp=8"),
                explained("tp=3,pp=2,dp=1"), explained("tp=1,pp=100,dp=7"),
                solved("llama-3.1-405b-16384xh100", "tp=8,cp=2,pp=16,dp=64,interleave=8"),
                solved("deepseek-v3-2048xh800", "tp=2,pp=8,dp=128,ep=256,schedule=zero-bubble-h1"));
    }

    static Element section(Document page, String heading) {
        return page.select("section").stream().filter(one -> one.selectFirst("h2").text().equals(heading)).findFirst()
                .orElseThrow(() -> new AssertionError("no section " + heading));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageFetchesNothingAndRunsNothingButItsOwnScripts(Document page) {
        assertThat(page.select("[src], [href], link, iframe, object, embed, img, base, form")).isEmpty();
        assertThat(page.select("script")).hasSize(2).extracting(Element::data)
                .containsExactly(Asset.CHART_LIBRARY.text(), Asset.CHARTS.text());
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';").contains(Asset.CHARTS.digest(), Asset.CHART_LIBRARY.digest());
        assertThat(page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageLeadsWithTheVerdictAndEndsWithTheVersion(Document page) {
        assertThat(page.select("main > *").get(1).className()).startsWith("verdict");
        assertThat(page.select("footer").text()).contains("shardplan 1.2.3");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyChartHasItsNumbersBesideIt(Document page) {
        for (Element figure : page.select("figure[data-chart]")) {
            assertThat(figure.select(".plot").attr("aria-label")).isNotEmpty();
            assertThat(figure.select("details[open] tbody tr")).isNotEmpty().allSatisfy(row ->
                    assertThat(row.select("td[data-value]")).hasSize(figure.select("thead th[data-colour]").size()));
        }
    }

    @Test
    void whateverIsNamedLikeAScriptIsHarmless() {
        String text = TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time")
                .replace("\"small\"", "\"" + HOSTILE.replace("\"", "\\\"") + "\"")
                .replace("\"pools\": [{", "\"pools\": [{\"name\": \"" + HOSTILE.replace("\"", "\\\"") + "\", ");
        Problem problem = TestProblems.read(text.replace("'", "\\u0027"));
        assertThat(problem.name()).isEqualTo(HOSTILE);
        Estimate estimate = TestAnswers.estimate(problem, "tp=2,pp=2,dp=2");
        Document page = solved(new Answer(problem, List.of(estimate, estimate),
                new Proof(Proof.Kind.BOUND, 10, 10, 0), List.of(), Remedies.NONE));
        assertThat(page.title()).isEqualTo(HOSTILE);
        assertThat(page.select("h1").text()).isEqualTo(HOSTILE);
        aPageFetchesNothingAndRunsNothingButItsOwnScripts(page);
    }

    @Test
    void anAnswerShowsTheNumbersOfTheEstimate() {
        Answer answer = TestAnswers.feasible();
        Document page = solved(answer);
        Estimate best = answer.best().orElseThrow();
        double memory = section(page, "Memory per GPU").select("td[data-value]").stream()
                .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum();
        double time = section(page, "Time per step").select("td[data-value]").stream()
                .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum();
        assertThat(memory).isCloseTo(best.memory().totalGib(), within(0.2));
        assertThat(time).isCloseTo(best.stepSeconds(), within(0.005 * best.stepSeconds()));
        assertThat(page.select(".verdict").text()).startsWith("Best layout, proved: 8 = dp8 on H100-SXM-80");
        assertThat(section(page, "Runners-up").select("tbody").first().children()).hasSize(2);
        assertThat(section(page, "Rejected").text()).contains("memory-capacity", "13,714 layouts");
        assertThat(section(page, "Where the numbers come from").text()).contains("90 % are expected within ±");
    }

    @Test
    void whatIsNotProvedIsNotCalledProved() {
        assertThat(solved(TestAnswers.unproved()).select(".verdict").text()).contains("not proved");
        assertThat(solved(TestAnswers.unproved()).text()).contains("at most 3.3 % from the optimum");
        assertThat(solved(TestAnswers.unknown()).select(".verdict").text()).contains("No feasible layout found.");
    }

    @Test
    void aQuestionWithoutAnswerShowsTheNearestMissInNumbers() {
        Document page = solved(TestAnswers.infeasible());
        assertThat(page.select(".verdict").text()).contains("No layout is feasible.");
        assertThat(section(page, "Nearest miss").text()).contains("memory-capacity", "GiB");
        assertThat(section(page, "Memory per GPU").text()).contains("a layout may use");
    }

    @Test
    void anExplanationNamesEveryBrokenRule() {
        Explanation explanation = TestAnswers.explanation("tp=3,pp=2,dp=1");
        Document page = Jsoup.parse(ExplainPage.of(explanation, Advice.NONE, CLOSING));
        assertThat(page.select(".violations b")).extracting(Element::text)
                .containsExactlyElementsOf(explanation.violations().stream().map(one -> one.rule()).toList());
    }

    @Test
    void thousandsOfGpusAreDrawnAsWhatRepeats() {
        Document page = solved("llama-3.1-405b-16384xh100", "tp=8,cp=2,pp=16,dp=64,interleave=8");
        Element cluster = section(page, "On the cluster");
        assertThat(cluster.text()).contains("16,384 GPUs on 2,048 nodes: 64 replicas of the model, each over 256 GPUs.",
                "+ 125 nodes alike", "stages 6 to 14 alike");
        assertThat(cluster.select(".gpu")).hasSizeBetween(100, 600);
        assertThat(cluster.select("tbody tr")).extracting(Element::text).containsExactly(
                "T tensor 8 2,048 0–7 scale-up, 450 GB/s",
                "C context 2 8,192 0, 8 across nodes, 50 GB/s per GPU",
                "D data 64 256 0, 16, …, 1,008 across nodes, 50 GB/s per GPU",
                "P pipeline 16 1,024 0, 1,024, …, 15,360 across nodes, 50 GB/s per GPU");
    }

    @Test
    void aLongStepIsDrawnWithWarmUpAndCoolDownAndSaysWhatIsLeftOut() {
        Document page = solved("deepseek-v3-2048xh800", "tp=2,pp=8,dp=128,ep=256,schedule=zero-bubble-h1");
        Element pipeline = section(page, "The pipeline over one step");
        assertThat(pipeline.text()).contains("120 micro-batches through 8 stages, zero-bubble-h1",
                "cut: 104 micro-batches more, alike", "weight gradients");
        assertThat(pipeline.select("svg.strip")).hasSize(8)
                .allSatisfy(strip -> assertThat(strip.select("path.forward, path.backward, path.weight")).hasSize(3));
    }

    @Test
    void aPipelineThatCannotBeDrawnSaysWhy() {
        Problem problem = TestAnswers.problem();
        Explanation deep = new Explainer().explain(new LayoutEstimator(problem),
                TestAnswers.layout(problem, "tp=1,pp=100,dp=1"));
        assertThat(Jsoup.parse(ExplainPage.of(deep, Advice.NONE, CLOSING)).text()).contains("not drawn");
    }

    @Test
    void aPageIsTheSameInEveryCountry() {
        Locale usual = Locale.getDefault();
        String here = SolvePage.of(TestAnswers.feasible(), CLOSING);
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(SolvePage.of(TestAnswers.feasible(), CLOSING)).isEqualTo(here);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
