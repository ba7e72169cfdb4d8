package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.explain.Binding.Increment;
import org.shardplan.problem.Problem;

class BindingTest {

    private static Binding binding(Problem problem) {
        Advisor advisor = new Advisor(Duration.ofSeconds(60));
        return advisor.withBinding(advisor.advise(problem)).binding();
    }

    private static Problem tiny(double memoryGib, String more) {
        return TestProblems.training(TestProblems.TINY_DENSE, "2048x8", "{'gpu': {'base': 'A100-SXM-80', 'memoryGiB': "
                + memoryGib + "}, 'count': 4, 'gpusPerNode': 4, 'pricePerGpuHourUsd': 1}", more);
    }

    private static double gain(Binding binding, String what) {
        return binding.increments().stream().filter(increment -> increment.what().contains(what)).findFirst()
                .orElseThrow().gainPercent();
    }

    @Test
    void memoryBindsWhereItIsScarceAndOnlyThere() {
        assertThat(gain(binding(tiny(3.2, "")), "more memory")).isPositive();
        assertThat(gain(binding(tiny(79, "")), "more memory")).isZero();
    }

    @Test
    void moreGpusAreFasterUnlessTheLimitSaysNo() {
        assertThat(gain(binding(tiny(79, "")), "GPUs more")).isPositive();
        assertThat(gain(binding(tiny(79, ", 'limits': {'powerKw': 1.5}")), "GPUs more")).isZero();
        assertThat(gain(binding(tiny(79, ", 'limits': {'powerKw': 1.5}")), "without limits.powerKw")).isPositive();
    }

    @Test
    void whatAClosedChoiceCostsIsTold() {
        assertThat(gain(binding(tiny(79, ", 'allow': {'tp': [4]}")), "opening allow.gpus")).isPositive();
    }

    @Test
    void moreOfAnythingNeverHurts() {
        for (Problem problem : List.of(tiny(3.2, ""), tiny(4.5, ", 'limits': {'budgetUsd': 5, 'deadlineHours': 5}"))) {
            Binding binding = binding(problem);
            assertThat(binding.increments()).isNotEmpty().extracting(Increment::comparison)
                    .allSatisfy(comparison -> assertThat(comparison.percent()).isGreaterThan(-1e-9));
            assertThat(binding.doubts()).hasSize(4).allSatisfy(doubt ->
                    assertThat(doubt.comparison().percent()).isGreaterThan(-1e-9));
        }
    }
}
