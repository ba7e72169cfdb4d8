package org.shardplan.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

class RunEstimateTest {

    private static final Problem PROBLEM = TestProblems.training("'Llama-3.1-8B'", "8192x64",
            "{'gpu': 'H100-SXM-80', 'count': 64, 'pricePerGpuHourUsd': 2.5, 'spotPricePerGpuHourUsd': 1}", "");
    private static final Mesh MESH = Mesh.dense(0, 8, 2, 2, 1);

    @Test
    void costIsPriceTimesHoursTimesGpus() {
        for (Layout layout : TestLayouts.grid(2000)) {
            RunEstimate run = new LayoutEstimator(PROBLEM).estimate(layout).run();
            assertThat(run.costUsd()).isCloseTo(2.5 * run.hours() * layout.mesh().gpus(), within(1e-9 * run.costUsd()));
        }
    }

    @Test
    void stepsAreTokensOverTokensOfAStep() {
        RunEstimate run = new RunEstimate(PROBLEM, MESH, 3.6);
        assertThat(run.steps()).isCloseTo(1e9 / (8192 * 64), within(1e-9));
        assertThat(run.hours()).isCloseTo(run.steps() / 1000, within(1e-9));
        assertThat(run.stepCostUsd()).isCloseTo(2.5 * 32 / 1000, within(1e-12));
    }

    @Test
    void everyObjectiveReadsItsOwnNumber() {
        RunEstimate run = new RunEstimate(PROBLEM, MESH, 2);
        assertThat(run.value(Objective.STEP_TIME)).isEqualTo(2);
        assertThat(run.value(Objective.TIME_TO_TRAIN)).isEqualTo(run.hours());
        assertThat(run.value(Objective.THROUGHPUT)).isEqualTo(8192.0 * 64 / 2);
        assertThat(run.value(Objective.COST)).isEqualTo(run.costUsd());
        assertThat(run.value(Objective.GPU_COUNT)).isEqualTo(32);
        assertThat(run.value(Objective.ENERGY)).isEqualTo(run.energyKwh());
    }

    /** A DGX H100 is rated for 10.2 kW. */
    @Test
    void eightH100DrawWhatTheirServerIsRatedFor() {
        RunEstimate run = new RunEstimate(PROBLEM, Mesh.dense(0, 8, 1, 1, 1), 1);
        assertThat(run.ratedPowerKw()).isCloseTo(10.2, Percentage.withPercentage(2));
    }

    @Test
    void energyIsAveragePowerTimesHours() {
        RunEstimate run = new RunEstimate(PROBLEM, MESH, 2);
        assertThat(run.energyKwh()).isCloseTo(0.8 * run.ratedPowerKw() * run.hours(), within(1e-9));
    }

    /** Young 1974: sqrt(2·δ·M). */
    @Test
    void checkpointsFollowYoung() {
        Interruptions interruptions = new RunEstimate(PROBLEM, MESH, 2).onDemand();
        double bytes = 14 * new ParameterCount(PROBLEM.model()).total();
        double write = bytes / (4 * 2e9) / 3600;
        assertThat(interruptions.hoursBetween()).isCloseTo(50_700.0 / 32, within(1e-9));
        assertThat(interruptions.checkpointHours()).isCloseTo(write, within(1e-12));
        assertThat(interruptions.checkpointIntervalHours())
                .isCloseTo(Math.sqrt(2 * write * 50_700 / 32), within(1e-9));
    }

    @Test
    void youngsIntervalIsTheBestOne() {
        Interruptions interruptions = new RunEstimate(PROBLEM, MESH, 2).onDemand();
        double best = interruptions.checkpointIntervalHours();
        assertThat(loss(interruptions, best)).isLessThan(loss(interruptions, best * 1.1));
        assertThat(loss(interruptions, best)).isLessThan(loss(interruptions, best / 1.1));
    }

    private static double loss(Interruptions interruptions, double interval) {
        return interruptions.checkpointHours() / interval + interval / 2 / interruptions.hoursBetween();
    }

    /** Llama 3: 419 interruptions in 54 days on 16,384 GPUs, one every 3.1 hours. */
    @Test
    void sixteenThousandGpusFailEveryThreeHours() {
        RunEstimate run = new RunEstimate(PROBLEM, Mesh.dense(0, 8, 16, 128, 1), 2);
        assertThat(run.onDemand().hoursBetween()).isCloseTo(54 * 24 / 419.0, Percentage.withPercentage(1));
    }

    @Test
    void spotIsInterruptedMoreOftenAndStretchesTheRun() {
        RunEstimate run = new RunEstimate(PROBLEM, MESH, 2);
        assertThat(run.spot().hoursBetween()).isLessThan(run.onDemand().hoursBetween());
        assertThat(run.spot().stretch()).isGreaterThan(run.onDemand().stretch()).isGreaterThan(1);
        assertThat(run.spotCostUsd().orElseThrow())
                .isCloseTo(run.gpuHours() * run.spot().stretch(), within(1e-9));
    }

    @Test
    void withoutTokensTheFiguresAreThoseOfOneStep() {
        Problem step = TestProblems.read("{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'training',"
                + " 'sequenceLength': 8192, 'globalBatch': 64}, 'cluster': {'pools': [{'gpu': 'H100-SXM-80',"
                + " 'count': 8}]}}");
        assertThat(new RunEstimate(step, MESH, 7).hours()).isCloseTo(7 / 3600.0, within(1e-12));
    }
}
