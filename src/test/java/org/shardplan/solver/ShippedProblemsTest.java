package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Precision;
import org.shardplan.memory.MemoryPart;
import org.shardplan.problem.Limits.Band;
import org.shardplan.problem.Problem;
import org.shardplan.rule.CapacityRules;

/** The answers to the shipped problems, as far as they must be so whatever the constants are. */
class ShippedProblemsTest {

    private static final Map<String, Answer> ANSWERS = new HashMap<>();

    static Stream<String> names() {
        return TestProblems.SHIPPED.stream();
    }

    /** An optimizer exploits every omission of its model, so no recommended layout may sit at the edge of memory. */
    @ParameterizedTest
    @MethodSource("names")
    void theBestLayoutLeavesItsReserveFree(String name) {
        answer(name).best().ifPresent(best -> {
            double usable = best.pool().gpu().memory().usable().value();
            assertThat(best.memory().totalBytes())
                    .isLessThanOrEqualTo(usable - CapacityRules.reserveBytes(best.problem(), best.pool()));
            assertThat(best.memoryPercent()).isLessThanOrEqualTo(95);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void theAnswerIsProved(String name) {
        assertThat(answer(name).proof().isComplete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theBestLayoutUsesItsGpusAsWellAsRealRunsDo(String name) {
        answer(name).best().ifPresent(best ->
                assertThat(best.utilisation().mfuPercent()).isBetween(15.0, 70.0));
    }

    @Test
    void thirteenBillionTrainOnFourA100() {
        assertThat(answer("article-13b-4xa100").status()).isEqualTo(Answer.Status.OPTIMAL);
    }

    /** 65.3 B parameters times 16 bytes are 1,045 GB; 8 H100 have 640. */
    @Test
    void sixtyFiveBillionDoNotTrainOnEightH100ButOnSixteen() {
        assertThat(answer("article-65b-8xh100").status()).isEqualTo(Answer.Status.INFEASIBLE);
        assertThat(answer("article-65b-16xh100").status()).isEqualTo(Answer.Status.OPTIMAL);
    }

    /** 175 B times 16 bytes over 80 GB are 35 GPUs by states alone; article B says 88. */
    @Test
    void gpt3TrainsOnFortyToSixtyFourA100() {
        Estimate fewest = answer("article-175b-fewest-a100").best().orElseThrow();
        assertThat(fewest.gpus()).isBetween(36L, 64L);
    }

    @Test
    void theArticlesPlanningRulesAreKept() {
        Estimate best = answer("article-planning-rules").best().orElseThrow();
        Band band = best.problem().goal().limits().memory().band().orElseThrow();
        assertThat(best.memoryPercent()).isBetween(band.minPercent(), band.maxPercent());
        assertThat(best.gpus()).isLessThanOrEqualTo(51);
        assertThat(best.communicationPercent()).isLessThanOrEqualTo(25);
    }

    @Test
    void roomToGrowMeansTwiceTheLayersFit() {
        Estimate best = answer("article-room-to-grow").best().orElseThrow();
        double states = best.memory().bytes(MemoryPart.WEIGHTS) + best.memory().bytes(MemoryPart.GRADIENTS)
                + best.memory().bytes(MemoryPart.OPTIMIZER) + best.memory().bytes(MemoryPart.ACTIVATIONS);
        assertThat(best.memory().totalBytes() + states)
                .isLessThanOrEqualTo(CapacityRules.availableBytes(best.problem(), best.pool()));
    }

    /** DeepSeek-V3 report: 2.788 M H800-hours. The expected error of a mixture of experts is some 40 %. */
    @Test
    void deepseekV3TakesAboutTheGpuHoursThatWereReported() {
        Estimate best = answer("deepseek-v3-2048xh800").best().orElseThrow();
        assertThat(best.run().gpuHours() / 1e6).isBetween(1.6, 3.9);
    }

    /** Llama 3 405B ran at 38 to 43 % MFU on 8,192 and 16,384 H100 (arXiv:2407.21783, table 4). */
    @Test
    void llama405bReachesTheUtilisationThatWasReported() {
        Estimate best = answer("llama-3.1-405b-16384xh100").best().orElseThrow();
        assertThat(best.utilisation().mfuPercent()).isCloseTo(41, within(10.0));
    }

    @Test
    void noAnswerComputesWhatItsGpuCannot() {
        for (String name : TestProblems.SHIPPED) {
            answer(name).best().ifPresent(best -> {
                Precision precision = best.layout().execution().precision();
                assertThat(best.pool().gpu().peak(precision).isSupported()).isTrue();
            });
        }
    }

    /** L40S: 2 GB/s over 8 GPUs on PCIe. */
    @Test
    void onL40sTensorParallelismLoses() {
        Problem problem = TestProblems.training("Llama-3.1-8B", "4096x256", "L40S-48", 8, "");
        assertThat(solve(problem).best().orElseThrow().layout().mesh().tensor()).isLessThanOrEqualTo(2);
    }

    @Test
    void withEightGpusTensorParallelismOfEightCanBeTheAnswer() {
        Problem problem = TestProblems.training("'Llama-3.1-8B'", "8192x1", "{'gpu': 'H100-SXM-80', 'count': 8}",
                ", 'allow': {'cp': [1]}");
        List<Estimate> ranking = solve(problem).ranking();
        assertThat(ranking).anyMatch(estimate -> estimate.layout().mesh().tensor() == 8);
    }

    private static Answer answer(String name) {
        return ANSWERS.computeIfAbsent(name, any -> solve(TestProblems.shipped(any)));
    }

    private static Answer solve(Problem problem) {
        return new LayoutSolver().solve(problem,
                new SolverOptions(SearchKind.EXACT, 5, 0, Duration.ofSeconds(60)));
    }
}
