package org.shardplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Advisor;
import org.shardplan.explain.Decision;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.explain.Repair;
import org.shardplan.explain.Repairs;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.problem.Problem;
import org.shardplan.report.TextReport;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Style;
import org.shardplan.rule.CapacityRules;

/** What the articles propose, explained: the texts were looked at once and found right. */
class GoldenExplanationsTest {

    private static final GoldenTexts GOLDEN = new GoldenTexts(
            Path.of("src/test/resources/org/shardplan/explain"), Path.of("target/golden/explain"));
    private static final Advisor ADVISOR = new Advisor(Duration.ofSeconds(60));

    /**
     * A layout that an article proposes.
     *
     * @param name of the golden file
     * @param problem of the problem file
     * @param layout as people type it
     */
    record Case(String name, String problem, String layout) {

        Explanation explained() {
            Problem question = TestProblems.shipped(problem);
            return new Explainer().explain(new LayoutEstimator(question),
                    LayoutText.parse(layout, question).layout().orElseThrow());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("13b-tp2-pp2", "article-13b-4xa100", "tp=2,pp=2"),
                new Case("65b-tp4-pp2-on-8", "article-65b-8xh100", "tp=4,pp=2"),
                new Case("65b-tp4-pp2-on-16", "article-65b-16xh100", "tp=4,pp=2"),
                new Case("oom-at-tp8", "article-oom-at-tp8", "tp=8,pp=2"),
                new Case("oom-advice-tp4", "article-oom-at-tp8", "tp=4,pp=2"),
                new Case("175b-tp16", "article-175b-1024xa100", "dp=8,tp=16,pp=8"),
                new Case("175b-88-gpus", "article-175b-fewest-a100", "tp=8,pp=11,dp=1"),
                new Case("room-to-grow", "article-room-to-grow", "tp=4,pp=2,dp=8"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExplanationReadsAsItDidWhenItWasFoundRight(Case example) throws IOException {
        Explanation explanation = example.explained();
        String text = new TextReport(Style.PLAIN, Depth.BRIEF).of(explanation, ADVISOR.advise(explanation), List.of());
        GOLDEN.check(example.name(), text);
    }

    /** The article: out of memory at TP8, so use TP4. Half the ranks hold twice the states each. */
    @Test
    void outOfMemoryAtEightTensorRanksIsNotCuredByFour() {
        Explanation eight = cases().get(3).explained();
        Explanation four = cases().get(4).explained();
        assertThat(lacking(eight)).isBetween(0.0, 5.0);
        assertThat(lacking(four)).isGreaterThan(20);
        assertThat(four.estimate().memory().totalGib()).isGreaterThan(eight.estimate().memory().totalGib() + 20);
    }

    @Test
    void outOfMemoryAtEightTensorRanksIsCuredByRecomputingAFewLayers() {
        Repairs repairs = ADVISOR.advise(cases().get(3).explained()).repairs();
        assertThat(repairs.isProved()).isTrue();
        Repair nearest = repairs.nearest().get(0);
        assertThat(nearest.changes()).hasSize(1);
        assertThat(nearest.changes().get(0).decision()).isEqualTo(Decision.RECOMPUTATION);
        assertThat(nearest.changes().get(0).to()).matches("\\d of 40 layers");
    }

    /** Article B, line 38: TP16 leaves the NVLink domain of eight GPUs. */
    @Test
    void sixteenTensorRanksAreRejectedForLeavingTheNvlinkDomain() {
        assertThat(cases().get(5).explained().violations())
                .anyMatch(violation -> violation.rule().equals("tensor-inside-domain"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noLineIsTooWideNorBlankAtItsEnd(Case example) {
        Explanation explanation = example.explained();
        String text = new TextReport(Style.PLAIN, Depth.BRIEF).of(explanation, ADVISOR.advise(explanation), List.of());
        assertThat(Stream.of(text.split("\n"))).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text).doesNotContain("\n\n\n").doesNotContain(" \n");
    }

    /** GiB above what there is; below 0 if the layout fits. */
    private static double lacking(Explanation explanation) {
        double available = CapacityRules.availableBytes(
                explanation.estimate().problem(), explanation.estimate().pool());
        return (explanation.estimate().memory().totalBytes() - available) / (1L << 30);
    }
}
