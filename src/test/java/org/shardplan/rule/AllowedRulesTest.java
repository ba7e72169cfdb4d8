package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.mixtral;
import static org.shardplan.rule.RuleExamples.sentence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;

/** One rule for each key of the problem's allow section. */
class AllowedRulesTest {

    private static final Layout LAYOUT = new Layout(
            new Mesh(0, 4, 2, 4, 2, 8, 2), new Execution(2, true, Precision.FP8), Schedule.interleaved(4),
            Recomputation.some(3),
            new StateSharding(ZeroStage.GRADIENTS, OptimizerPrecision.EIGHT_BIT, true, GradientPrecision.BF16));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gpus | 64 | 32 | 64", "tp | 4 | 1, 2, 8 | 4", "pp | 2 | 1, 4 | 2", "dp | 4 | 1, 2 | 4", "cp | 2 | 1 | 2",
        "ep | 8 | 1, 4 | 8", "etp | 2 | 1 | 2", "microBatch | 2 | 1, 4 | 2",
        "sequenceParallel | true | false | true", "precision | fp8 | 'bf16', 'fp16' | 'fp8'",
        "schedule | interleaved | '1f1b' | 'interleaved'", "interleave | 4 | 2, 3 | 4",
        "recompute | full | 'none', 'selective' | 'full'", "partialRecompute | true | false | true",
        "zeroStage | 2 | 0, 1, 3 | 2", "optimizer | 8bit | 'fp32' | '8bit'", "offload | true | false | true",
        "gradients | bf16 | 'fp32' | 'bf16'"
    }, quoteCharacter = '"')
    void aValueOutsideItsListIsRejected(String key, String value, String closed, String open) {
        boolean isFlag = key.equals("partialRecompute");
        String closedList = isFlag ? closed : "[" + closed + "]";
        String openList = isFlag ? open : "[" + open + "]";
        String admitted = closed.replace("'", "");
        assertThat(sentence("allowed-" + key, mixtral(allow(key, closedList)), LAYOUT)).isEqualTo(
                "The %s (%s) must be one of allow.%s (%s). Maybe widen that list.", key, value, key, admitted);
        assertThat(sentence("allowed-" + key, mixtral(allow(key, openList)), LAYOUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"precision", "optimizer", "offload", "gradients"})
    void whatChangesNumericsOrNeedsHostMemoryIsClosedByDefault(String key) {
        assertThat(sentence("allowed-" + key, mixtral(""), LAYOUT)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gpus", "tp", "pp", "dp", "cp", "ep", "etp", "microBatch", "sequenceParallel", "schedule",
        "interleave", "recompute", "partialRecompute", "zeroStage"})
    void everythingElseIsOpenByDefault(String key) {
        assertThat(sentence("allowed-" + key, mixtral(""), LAYOUT)).isEmpty();
    }

    @Test
    void theNearestAdmittedValueIsNamed() {
        Violation violation = RuleExamples.violation("allowed-tp", llama(allow("tp", "[1, 2, 8]")), LAYOUT)
                .orElseThrow();
        assertThat(violation.needed()).isEqualTo(4);
        assertThat(violation.available()).isEqualTo(2);
        assertThat(violation.level()).isEqualTo(Level.LIMIT);
    }

    @Test
    void chunksOfOtherSchedulesAreNotAskedFor() {
        assertThat(sentence("allowed-interleave", llama(allow("interleave", "[2]")), LAYOUT.with(Schedule.PLAIN)))
                .isEmpty();
    }

    private static String allow(String key, String value) {
        return ", 'allow': {'" + key + "': " + value + "}";
    }
}
