package org.shardplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Style;
import org.shardplan.report.serving.ServingExplanationReport;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingExplanation;

/** Serving layouts that people propose, explained: the texts were looked at once and found right. */
class ServingGoldenExplanationsTest {

    private static final GoldenTexts GOLDEN = new GoldenTexts(
            Path.of("src/test/resources/org/shardplan/serving/explain"), Path.of("target/golden/serving"));

    /**
     * A layout that is proposed.
     *
     * @param name of the golden file
     * @param problem of the problem file
     * @param layout as people type it
     */
    record Case(String name, String problem, String layout) {

        String explained() {
            ServingProblem question = TestProblems.shippedServing(problem);
            ServingExplanation explanation = ServingExplanation.of(new ServingEstimator(question),
                    ServingLayoutText.parse(layout, question).layout().orElseThrow());
            return new ServingExplanationReport(Style.PLAIN, Depth.BRIEF)
                    .of(explanation, ServingAdvice.of(explanation, Duration.ofSeconds(60)), List.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("7b-on-a100-40", "serve-article-7b-1xa100-40", "tp=1"),
                new Case("13b-fp16", "serve-article-13b-1xa100", "tp=1,weights=fp16"),
                new Case("13b-int8", "serve-article-13b-1xa100", "tp=1,weights=int8"),
                new Case("13b-int4", "serve-article-13b-1xa100", "tp=1,weights=int4"),
                new Case("65b-on-8", "serve-article-65b-8xh100", "tp=8"),
                new Case("65b-on-4", "serve-article-65b-8xh100", "tp=4,replicas=1"),
                new Case("65b-on-2", "serve-article-65b-8xh100", "tp=2,replicas=1"),
                new Case("175b-on-8", "serve-article-175b-16xh100", "tp=8,replicas=1"),
                new Case("175b-on-16", "serve-article-175b-16xh100", "tp=8,pp=2"),
                new Case("70b-too-large-a-batch", "serve-llama-3.1-70b-8xh100-aggregated-bf16",
                        "tp=2,replicas=4,maxBatch=64"),
                new Case("70b-published-disaggregated-bf16", "serve-llama-3.1-70b-8xh100-disaggregated-bf16",
                        "prefill.tp=2,prefill.replicas=2,decode.tp=4,decode.replicas=1,decode.maxBatch=76"),
                new Case("70b-published-disaggregated-fp8", "serve-llama-3.1-70b-8xh100-disaggregated-fp8",
                        "prefill.tp=1,prefill.replicas=4,decode.tp=4,decode.replicas=1,decode.maxBatch=101"),
                new Case("70b-published-aggregated-bf16", "serve-llama-3.1-70b-8xh100-aggregated-bf16",
                        "tp=4,replicas=2,maxBatch=21,chunkTokens=2048"),
                new Case("70b-does-not-start", "serve-llama-3.1-70b-8xh100-aggregated-bf16", "tp=1,replicas=8"),
                new Case("deepseek-tp8", "serve-deepseek-r1-8xh200", "tp=8,ep=8"),
                new Case("deepseek-dp8", "serve-deepseek-r1-8xh200", "attentionDp=8,maxBatch=256"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExplanationReadsAsItDidWhenItWasFoundRight(Case example) throws IOException {
        String text = example.explained();
        GOLDEN.check(example.name(), text);
        assertThat(Stream.of(text.split("\n"))).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text).doesNotContain("\n\n\n").doesNotContain(" \n");
    }
}
