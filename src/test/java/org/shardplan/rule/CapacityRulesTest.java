package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.sentence;
import static org.shardplan.rule.RuleExamples.violation;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class CapacityRulesTest {

    private static final Layout FITS = TestLayouts.sequenceParallel(TestLayouts.of(8, 8, 1));
    private static final Layout TOO_BIG = TestLayouts.of(8, 1, 8);

    @Test
    void theFullestGpuFitsItsMemoryLessTheReserve() {
        Problem problem = TestProblems.shipped("article-65b-8xh100");
        assertThat(sentence("memory-capacity", problem, TestLayouts.of(4, 2, 1))).matches(
                "The fullest GPU \\(stage 0\\) needs 1\\d\\d\\.\\d GiB, has 75\\.7 GiB \\(79\\.7 usable less 4\\.0 reserve\\): "
                        + "optimizer 91\\.2, activations \\d+\\.\\d, weights 15\\.2, gradients 15\\.2\\. "
                        + "Maybe shard or recompute more, or use more GPUs\\.");
        assertThat(sentence("memory-capacity", llama(""), FITS)).isEmpty();
    }

    @Test
    void aViolationCarriesTheNumbersOfItsSentenceInTheirOrder() {
        Violation violation = violation("memory-capacity", llama(""), TOO_BIG).orElseThrow();
        double needed = RuleExamples.candidate(llama(""), TOO_BIG).memory().totalGib();
        assertThat(violation.needed()).isEqualTo(needed);
        assertThat(violation.available()).isCloseTo(0.95 * 79.65, within(1e-9));
        assertThat(violation.unit()).isEqualTo("GiB");
        assertThat(violation.message()).contains(String.format(java.util.Locale.ROOT,
                "needs %.1f GiB, has %.1f GiB", violation.needed(), violation.available()));
        assertThat(violation.excess()).isCloseTo(needed / (0.95 * 79.65) - 1, within(1e-9));
    }

    @Test
    void theReserveIsWhatTheProblemSays() {
        Problem none = llama(", 'limits': {'memoryReserveGiB': 0}");
        Problem thirty = llama(", 'limits': {'memoryReserveGiB': 30}");
        assertThat(CapacityRules.availableBytes(none, none.pool(0)) / (1L << 30)).isCloseTo(79.65, within(1e-9));
        assertThat(CapacityRules.availableBytes(thirty, thirty.pool(0)) / (1L << 30)).isCloseTo(49.65, within(1e-9));
        assertThat(CapacityRules.reserveBytes(llama(""), llama("").pool(0)) / (1L << 30))
                .isCloseTo(0.05 * 79.65, within(1e-9));
    }

    @Test
    void memoryUseStaysInItsBand() {
        Problem problem = llama(", 'limits': {'memoryUsePercent': {'min': 70, 'max': 85}}");
        assertThat(sentence("memory-use-max", problem, TOO_BIG)).matches(
                "The fullest GPU uses \\d+\\.\\d % of its memory, limits\\.memoryUsePercent allows 85\\.0 %\\. "
                        + "Maybe shard or recompute more\\.");
        assertThat(sentence("memory-use-min", problem, TOO_BIG)).isEmpty();
        Layout small = FITS.with(Recomputation.FULL);
        assertThat(sentence("memory-use-min", problem, small)).matches(
                "The fullest GPU uses \\d+\\.\\d % of its memory, limits\\.memoryUsePercent asks for 70\\.0 %\\. "
                        + "Maybe use fewer GPUs or a larger micro-batch\\.");
        assertThat(sentence("memory-use-max", problem, small)).isEmpty();
        assertThat(sentence("memory-use-max", llama(""), TOO_BIG)).isEmpty();
        assertThat(sentence("memory-use-min", llama(""), small)).isEmpty();
    }

    @Test
    void aGrownModelWouldStillFit() {
        Layout layout = FITS.with(Recomputation.FULL);
        Problem grown = llama(", 'limits': {'modelGrowth': 20}");
        assertThat(sentence("room-to-grow", grown, layout)).matches("With a model 20\\.0 times the size the fullest "
                + "GPU would need \\d+\\.\\d GiB, has 75\\.7 GiB\\. Maybe use more GPUs\\.");
        assertThat(sentence("room-to-grow", llama(", 'limits': {'modelGrowth': 1.2}"), layout)).isEmpty();
        assertThat(sentence("room-to-grow", llama(""), TOO_BIG)).isEmpty();
    }

    /** A model of twice the layers, estimated in full, needs what the rule says. */
    @Test
    void growingByLayersIsWhatAModelOfMoreLayersNeeds() {
        Layout layout = TestLayouts.of(2, 1, 4).with(StateSharding.of(ZeroStage.OPTIMIZER));
        double needed = violation("room-to-grow", deep(40, ", 'limits': {'modelGrowth': 2}"), layout).orElseThrow()
                .needed();
        double twice = RuleExamples.candidate(deep(80, ""), layout).memory().totalGib();
        assertThat(needed).isCloseTo(twice, within(0.05 * twice));
    }

    private static Problem deep(int layers, String more) {
        return TestProblems.training("{'name': 'deep', 'layers': " + layers + ", 'hidden': 8192, 'vocabulary': 1000,"
                + " 'attention': {'kind': 'grouped-query', 'heads': 64}, 'feedForward': {'width': 28672}}",
                "4096x64", "{'gpu': 'H100', 'count': 8}", more);
    }
}
