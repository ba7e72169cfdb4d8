package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Network;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;

class ProblemReaderTest {

    @Test
    void everyFieldReachesTheProblem() {
        Problem problem = ProblemTexts.problem(ProblemTexts.WHOLE);
        assertThat(problem.name()).isEqualTo("llama-3.1-70b-64xh100");
        assertThat(problem.model().name()).isEqualTo("Llama-3.1-70B");
        assertThat(problem.training()).isEqualTo(new Training(8192, 256, OptionalDouble.of(1e12)));
        assertThat(problem.goal().objective()).isEqualTo(Objective.STEP_TIME);
        assertThat(problem.conditions().framework().name()).isEqualTo("nemo");
        assertThat(problem.conditions().operations().restartMinutes()).isEqualTo(5);
        assertThat(problem.conditions().calibration().name()).isEqualTo("shipped");
    }

    @Test
    void poolHasWhatTheFileSays() {
        Pool pool = ProblemTexts.problem(ProblemTexts.WHOLE).pool(0);
        assertThat(pool.name()).isEqualTo("H100-SXM-80");
        assertThat(pool.inventory()).isEqualTo(new Pool.Inventory(64, false));
        assertThat(pool.node().gpus()).isEqualTo(8);
        assertThat(pool.network()).isEqualTo(Network.flat(Bandwidth.ofGBps(50)));
        assertThat(pool.price().onDemandUsd()).hasValue(2.29);
        assertThat(pool.price().source()).isEqualTo("problem file");
    }

    @Test
    void limitsHaveWhatTheFileSays() {
        Limits limits = ProblemTexts.problem(ProblemTexts.WHOLE).goal().limits();
        assertThat(limits.resources().maxGpus()).isEqualTo(OptionalInt.of(64));
        assertThat(limits.spending())
                .isEqualTo(new Limits.Spending(OptionalDouble.of(250_000), OptionalDouble.of(720)));
        assertThat(limits.memory().reserve()).contains(Bytes.ofGib(4));
    }

    @Test
    void allowedHasWhatTheFileSaysAndDefaultsElsewhere() {
        Allowed allowed = ProblemTexts.problem(ProblemTexts.WHOLE).goal().allowed();
        assertThat(allowed.mesh().tensor()).isEqualTo(IntChoice.of(4, 8));
        assertThat(allowed.mesh().pipeline().isAny()).isTrue();
        assertThat(allowed.execution().precisions()).containsExactlyInAnyOrder(Precision.BF16, Precision.FP8);
        assertThat(allowed.pipeline().recomputation())
                .containsExactlyInAnyOrder(Recomputation.Kind.NONE, Recomputation.Kind.FULL);
        assertThat(allowed.states().zeroStages())
                .containsExactlyInAnyOrder(ZeroStage.NONE, ZeroStage.OPTIMIZER);
        assertThat(allowed.states().offload()).containsExactly(false);
    }

    @Test
    void smallFileGetsDefaultsAndSaysWhichOnes() {
        Problem problem = ProblemTexts.problem(ProblemTexts.SMALL);
        assertThat(problem.name()).isEqualTo("problem");
        assertThat(problem.goal().objective()).isEqualTo(Objective.STEP_TIME);
        assertThat(problem.goal().limits()).isEqualTo(Limits.NONE);
        assertThat(problem.goal().allowed()).isEqualTo(Allowed.DEFAULT);
        assertThat(problem.conditions().framework().name()).isEqualTo("megatron");
        assertThat(problem.conditions().operations()).isEqualTo(Operations.DEFAULT);
        assertThat(problem.pool(0).node()).isEqualTo(new org.shardplan.problem.Node(8, Bytes.ofGib(1024)));
        assertThat(problem.assumptions()).hasSize(5)
                .contains("gpusPerNode of pool H100-SXM-80 not given: 8, as in its usual server.")
                .contains("interNodeGBps of pool H100-SXM-80 not given: 50 GB/s per GPU taken from the catalogue "
                        + "(network card line rate).")
                .anyMatch(sentence -> sentence.startsWith("pricePerGpuHourUsd of pool H100-SXM-80 not given: "))
                .contains("memoryReserveGiB not given: 5 % of usable memory is kept free.")
                .contains("Precision not given: bf16 only; add allow.precision to consider fp8.");
    }

    @Test
    void operationsAreAnAssumptionOnlyOfWholeRuns() {
        String text = ProblemTexts.SMALL.replace("\"globalBatch\": 256", "\"globalBatch\": 256, \"tokens\": 1e12");
        assertThat(ProblemTexts.problem(text).assumptions()).contains(
                "Operations not given: a failure every 50,700 GPU-hours, a spot reclaim every 720 node-hours, "
                        + "checkpoints at 2 GB/s per node, 10 minutes to restart.");
    }

    @Test
    void fewerGpusThanAServerHoldsIsOneSmallServer() {
        Problem problem = ProblemTexts.problem(ProblemTexts.withPool("{\"gpu\": \"H100-SXM-80\", \"count\": 4}"));
        assertThat(problem.pool(0).node().gpus()).isEqualTo(4);
    }

    @Test
    void poolsOfOneGpuGetNamesOfTheirOwn() {
        Problem problem = ProblemTexts.problem(ProblemTexts.withPool(
                "{\"gpu\": \"h100-sxm-80\", \"count\": 8}, {\"gpu\": \"H100-SXM-80\", \"count\": 8}"));
        assertThat(problem.cluster().pools()).extracting(Pool::name).containsExactly("H100-SXM-80", "H100-SXM-80-2");
    }

    @Test
    void useAllInTheLimitsHoldsForEveryPool() {
        Problem problem = ProblemTexts.problem(ProblemTexts.with("limits", "{\"useAll\": true}"));
        assertThat(problem.pool(0).inventory().useAll()).isTrue();
    }

    @Test
    void gpusWithoutBf16TrainInFp16() {
        Problem problem = ProblemTexts.problem(ProblemTexts.withPool("{\"gpu\": \"V100-SXM2-32\", \"count\": 8}"));
        assertThat(problem.goal().allowed().execution().precisions()).isEqualTo(Set.of(Precision.FP16));
        assertThat(problem.assumptions()).contains("Precision not given: fp16 only.");
    }

    @ParameterizedTest
    @CsvSource({"megatron-lm, megatron", "Megatron-Core, megatron", "megatron-bridge, bridge", "torchtitan, fsdp",
        "accelerate, fsdp", "FSDP, fsdp"})
    void frameworksGoByTheNamesExportsUse(String written, String profile) {
        Problem problem = ProblemTexts.problem(ProblemTexts.with("framework", "\"" + written + "\""));
        assertThat(problem.conditions().framework().name()).isEqualTo(profile);
    }

    @Test
    void frameworkDecidesThePrecisionOfGradients() {
        Problem problem = ProblemTexts.problem(ProblemTexts.with("framework", "\"deepspeed\""));
        assertThat(problem.goal().allowed().states().gradients()).containsExactly(GradientPrecision.BF16);
    }

    @Test
    void railsAndSpineAreRead() {
        Problem problem = ProblemTexts.problem(ProblemTexts.withPool("{\"gpu\": \"H100-SXM-80\", \"count\": 1024,"
                + "\"interNodeGBps\": 45, \"gpusPerRail\": 256, \"spineShare\": 0.25}"));
        assertThat(problem.pool(0).network()).isEqualTo(new Network(Bandwidth.ofGBps(45), 256, 0.25));
    }

    @Test
    void integersMayBeWrittenWithAnExponent() {
        Problem problem = ProblemTexts.problem(ProblemTexts.SMALL.replace("256", "1e3").replace("8192", "8192.0"));
        assertThat(problem.training()).isEqualTo(new Training(8192, 1000, OptionalDouble.empty()));
    }

    @Test
    void hostMemoryIsAnAssumptionOnlyIfOffloadingIsAsked() {
        Problem problem = ProblemTexts.problem(ProblemTexts.with("allow", "{\"offload\": [true, false]}"));
        assertThat(problem.assumptions()).contains("hostMemoryGiBPerNode of pool H100-SXM-80 not given: 1,024 GiB.");
    }
}
