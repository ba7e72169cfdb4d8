package org.shardplan.serving.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Load;
import org.shardplan.problem.Pool;
import org.shardplan.problem.PoolLink;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bandwidth;

class PipelineEstimatorTest {

    private static final double SAME = 1e-9;

    private static Serving requests(Load load, Shortcuts shortcuts) {
        return new Serving(new Lengths(3000, 400, 0.5), load, ServiceLevels.NONE, shortcuts);
    }

    private static List<Serving> workloads() {
        return Stream.of(new Load.Offline(), new Load.ClosedLoop(1), new Load.ClosedLoop(3), new Load.ClosedLoop(100),
                new Load.OpenLoop(0.3), new Load.OpenLoop(2)).flatMap(load -> Stream.of(
                        requests(load, Shortcuts.NONE),
                        requests(load, new Shortcuts(0.4, 500, Optional.of(new Speculation(3, 0.7, 0.05)))))).toList();
    }

    /** Stages of one kind with equal layers, as a pipeline and as a replica: the same formulas, so the same numbers. */
    @ParameterizedTest
    @CsvSource({"Llama-3.1-70B, H100, BF16, 4, 2, 1", "Llama-3.1-70B, L40S, BF16, 8, 4, 1",
        "Llama-3.1-70B, A100, INT4, 1, 4, 1", "Llama-3.1-8B, L40S, BF16, 2, 8, 1", "Mixtral-8x7B, A100, BF16, 2, 4, 1",
        "Mixtral-8x7B, H100, BF16, 4, 2, 4"})
    void aPipelineOfOneKindTakesWhatItTakesOnOnePool(
            String model, String gpu, WeightFormat format, int tensor, int stages, int expert) {
        for (Serving serving : workloads()) {
            ServingProblem problem = of(model, gpu, "vllm", serving);
            Replica whole = replica(new Split(tensor, stages, 1, expert), format);
            Pipeline layout = pipeline(whole, problem.model().layers() / stages);
            ServingEstimate expected = new ServingEstimator(problem).estimate(new ServingLayout.Aggregated(whole, 1));
            ServingEstimate estimate = new ServingEstimator(problem).estimate(layout);
            assertSame(estimate.times().mean().ttftMs(), expected.times().mean().ttftMs());
            assertSame(estimate.times().mean().tpotMs(), expected.times().mean().tpotMs());
            assertSame(estimate.times().planned().endToEndMs(), expected.times().planned().endToEndMs());
            assertSame(estimate.flow().requestsPerSecond(), expected.flow().requestsPerSecond());
            assertSame(estimate.flow().capacity(), expected.flow().capacity());
            assertSame(estimate.usdPerMillionTokens(), expected.usdPerMillionTokens());
            assertThat(estimate.groups().get(0).memory()).isEqualTo(expected.groups().get(0).memory());
            assertThat(estimate.gpus()).isEqualTo(expected.gpus());
        }
    }

    private static Pipeline pipeline(Replica whole, int layers) {
        ServedStage stage = new ServedStage(0, whole.split().tensor(), whole.split().expert(), layers);
        return new Pipeline(Stream.generate(() -> stage).limit(whole.split().pipeline()).toList(), whole.formats(),
                whole.batching());
    }

    private static void assertSame(double value, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(value).isEqualTo(expected);
        } else {
            assertThat(value).isCloseTo(expected, within(SAME * expected));
        }
    }

    private static ServingProblem onTwoPools(Load load, List<PoolLink> links) {
        ServingProblem one = of("Llama-3.1-70B", "A100", "vllm", requests(load, Shortcuts.NONE));
        Pool other = of("Llama-3.1-70B", "L40S", "vllm", one.serving()).pool(0);
        return one.with(new Cluster(List.of(one.pool(0), other), links));
    }

    private static Pipeline mixed(int layersOnFirst) {
        Replica usual = replica(Split.tensor(4), WeightFormat.BF16);
        return new Pipeline(List.of(new ServedStage(0, 4, 1, layersOnFirst),
                new ServedStage(1, 4, 1, 80 - layersOnFirst)), usual.formats(), usual.batching());
    }

    private static ServingEstimate estimate(ServingProblem problem, Pipeline layout) {
        return new ServingEstimator(problem).estimate(layout);
    }

    /** One sequence passes one stage after the other: each layer takes what it takes on its own kind. */
    @Test
    void oneSequenceTakesTheSharesOfBothKinds() {
        ServingProblem problem = onTwoPools(new Load.ClosedLoop(1), List.of());
        double[] tpot = new double[3];
        for (int index = 0; index < tpot.length; index++) {
            tpot[index] = estimate(problem, mixed(20 + 20 * index)).times().mean().tpotMs();
        }
        assertThat(tpot[1]).isCloseTo((tpot[0] + tpot[2]) / 2, within(SAME * tpot[1]));
        assertThat(tpot[0]).isGreaterThan(tpot[2]);
    }

    /** With many sequences the busiest stage sets the pace: on two equal pools equal halves are best. */
    @Test
    void manySequencesWaitForTheBusiestStage() {
        ServingProblem problem = onTwoPools(new Load.ClosedLoop(16), List.of());
        ServingProblem alike = problem.with(new Cluster(List.of(problem.pool(0), problem.pool(0))));
        double even = estimate(alike, mixed(40)).tokensPerSecond();
        assertThat(even).isGreaterThan(1.2 * estimate(alike, mixed(20)).tokensPerSecond())
                .isGreaterThan(1.2 * estimate(alike, mixed(60)).tokensPerSecond());
    }

    @Test
    void theStageWithTheLeastRoomLimitsHowManyRun() {
        ServingProblem problem = onTwoPools(new Load.Offline(), List.of());
        PipelineEstimator estimator = new PipelineEstimator(problem);
        Pipeline layout = new Pipeline(mixed(40).stages(), mixed(40).formats(), new Replica.Batching(4096, 2048));
        assertThat(estimator.memory(layout).get(1).sequences()).isLessThan(estimator.memory(layout).get(0).sequences());
        assertThat(estimator.mostSequences(layout)).isEqualTo(estimator.memory(layout).get(1).sequences());
    }

    @Test
    void aSlowerLinkBetweenThePoolsNeverHelps() {
        ServingProblem fast = onTwoPools(new Load.ClosedLoop(8), List.of());
        ServingProblem slow = onTwoPools(new Load.ClosedLoop(8), List.of(new PoolLink(0, 1, Bandwidth.ofGBps(0.1))));
        assertThat(estimate(slow, mixed(50)).times().mean().ttftMs())
                .isGreaterThan(1.1 * estimate(fast, mixed(50)).times().mean().ttftMs());
        assertThat(estimate(slow, mixed(50)).tokensPerSecond())
                .isLessThan(estimate(fast, mixed(50)).tokensPerSecond());
    }

    @Test
    void whatNoRunShowsIsSaid() {
        ServingProblem problem = onTwoPools(new Load.ClosedLoop(8), List.of());
        assertThat(estimate(problem, mixed(50)).accuracy().untested())
                .contains("pipeline stages", "stages on different GPUs");
    }
}
