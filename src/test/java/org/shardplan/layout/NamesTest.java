package org.shardplan.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void everyChoiceIsFoundByItsLabel() {
        Named[][] choices = {Precision.values(), GradientPrecision.values(), OptimizerPrecision.values(),
            ZeroStage.values(), Schedule.Kind.values(), Recomputation.Kind.values()};
        for (Named[] values : choices) {
            assertThat(Named.labels(values)).doesNotHaveDuplicates();
            for (Named value : values) {
                assertThat(Named.find(values, value.label())).contains(value);
            }
        }
    }

    @Test
    void anUnknownLabelIsNotFound() {
        assertThat(Named.find(Precision.values(), "int3")).isEmpty();
    }

    @Test
    void eachZeroStageShardsWhatTheOneBeforeShardsAndMore() {
        assertThat(ZeroStage.NONE.shardsOptimizer()).isFalse();
        assertThat(ZeroStage.OPTIMIZER.shardsOptimizer()).isTrue();
        assertThat(ZeroStage.OPTIMIZER.shardsGradients()).isFalse();
        assertThat(ZeroStage.GRADIENTS.shardsGradients()).isTrue();
        assertThat(ZeroStage.GRADIENTS.shardsWeights()).isFalse();
        assertThat(ZeroStage.WEIGHTS.shardsWeights()).isTrue();
    }

    @Test
    void fullRecomputationCoversWhateverAStageHolds() {
        assertThat(Recomputation.FULL.layersOf(7)).isEqualTo(7);
        assertThat(Recomputation.some(3).layersOf(7)).isEqualTo(3);
        assertThat(Recomputation.some(9).layersOf(7)).isEqualTo(7);
        assertThat(Recomputation.SELECTIVE.layersOf(7)).isZero();
        assertThat(Recomputation.FULL.isPartial()).isFalse();
        assertThat(Recomputation.some(3).isPartial()).isTrue();
    }

    @Test
    void eightBitMomentsTakeAByteEachAndOneScalePer2048Values() {
        assertThat(OptimizerPrecision.EIGHT_BIT.momentBytes()).isEqualTo(2 + 8.0 / 2048);
        assertThat(OptimizerPrecision.FP32.momentBytes()).isEqualTo(8);
    }
}
