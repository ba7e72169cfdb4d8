package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.problem.MixedProblem;

class MixedExporterTest {

    private static final MixedProblem PROBLEM = MixedProblems.read("'Llama-3.1-70B'", "8192x256",
            "{'gpu': 'A100-SXM-80', 'count': 32, 'gpusPerNode': 8, 'interNodeGBps': 25},"
            + "{'gpu': 'H100-SXM-80', 'count': 32, 'gpusPerNode': 8, 'interNodeGBps': 50},"
            + "{'gpu': 'A100-SXM-40', 'count': 16, 'gpusPerNode': 4, 'interNodeGBps': 25}", "");

    private static MixedPlan plan(MixedStage... stages) {
        return new MixedPlan(PROBLEM, new MixedLayout(
                new Shared(4, 1, Precision.BF16, StateSharding.of(ZeroStage.OPTIMIZER)), List.of(stages)));
    }

    private static MixedStage stage(int pool, int nodes, int layers, Recomputation recomputation) {
        int gpus = PROBLEM.training().pool(pool).node().gpus();
        return new MixedStage(pool, nodes, nodes * gpus / 4, true, layers, recomputation);
    }

    private static MixedPlan uneven(Recomputation first, Recomputation second) {
        return plan(stage(0, 2, 20, first), stage(1, 2, 35, second), stage(1, 2, 25, Recomputation.NONE));
    }

    private static String text(Export export, String name) {
        return export.files().stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow().text();
    }

    @Test
    void megatronGetsUnevenStagesAndNodesInTheirOrder() {
        Export export = Exporter.export(uneven(Recomputation.NONE, Recomputation.NONE), Target.MEGATRON);
        assertThat(export.gaps()).isEmpty();
        assertThat(text(export, "train.sh")).contains("--tensor-model-parallel-size 4", "--nnodes 6",
                "--pipeline-model-parallel-size 3", "'E" + "t".repeat(20) + "|" + "t".repeat(35) + "|" + "t".repeat(25)
                        + "L'", "# Nodes 0 to 1 must be A100-SXM-80: stage 0, 20 layers.",
                "# Nodes 2 to 3 must be H100-SXM-80: stage 1, 35 layers.",
                "on 16 A100-SXM-80, 16 H100-SXM-80, 16 H100-SXM-80");
        assertThat(text(export, "slurm.sh")).contains("#SBATCH --nodes=6", "${NODES:?names of the 6 nodes",
                "# Nodes 4 to 5 must be H100-SXM-80: stage 2, 25 layers.").doesNotContain("SLURM_NODEID");
    }

    @Test
    void expertsAreSpreadAlikeInAllStages() {
        MixedProblem experts = MixedProblems.read("'Mixtral-8x7B'", "4096x256",
                "{'gpu': 'A100-SXM-80', 'count': 16, 'gpusPerNode': 8, 'interNodeGBps': 25},"
                + "{'gpu': 'H100-SXM-80', 'count': 16, 'gpusPerNode': 8, 'interNodeGBps': 50}", "");
        MixedPlan plan = new MixedPlan(experts, new MixedLayout(
                new Shared(16, 8, 1, Precision.BF16, StateSharding.of(ZeroStage.OPTIMIZER)), List.of(
                        new MixedStage(0, 2, 1, false, 12, Recomputation.NONE),
                        new MixedStage(1, 2, 1, false, 20, Recomputation.NONE))));
        assertThat(Exporter.obstacle(plan, Target.MEGATRON)).isEmpty();
        assertThat(text(Exporter.export(plan, Target.MEGATRON), "train.sh")).contains("--expert-model-parallel-size 8",
                "--expert-tensor-parallel-size 1", "--num-experts 8");
    }

    @Test
    void evenStagesNeedNoLayout() {
        MixedPlan even = plan(stage(0, 2, 40, Recomputation.NONE), stage(1, 2, 40, Recomputation.NONE));
        assertThat(text(Exporter.export(even, Target.MEGATRON), "train.sh"))
                .doesNotContain("pipeline-model-parallel-layout").contains("must be A100-SXM-80");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void severalTensorDegreesAreRefusedEverywhereWithTheReason(Target target) {
        MixedPlan plan = plan(stage(0, 2, 40, Recomputation.NONE), stage(1, 4, 40, Recomputation.NONE));
        assertThat(Exporter.obstacle(plan, target).orElseThrow()).contains("The stages (tp4, tp8) must have one tp",
                "\"allow\": {\"tp\": [4]}");
    }

    @Test
    void nodesOfSeveralSizesAreRefused() {
        MixedPlan plan = plan(stage(0, 1, 40, Recomputation.NONE), stage(2, 2, 40, Recomputation.NONE));
        assertThat(Exporter.obstacle(plan, Target.MEGATRON).orElseThrow()).contains("(8, 4 GPUs) must be of one size");
    }

    @Test
    void whatOneFrameworkCannotDoAtAllIsRefusedThere() {
        MixedPlan plan = uneven(Recomputation.NONE, Recomputation.NONE);
        assertThat(Exporter.obstacle(plan, Target.ACCELERATE).orElseThrow()).contains("must have no pipeline")
                .endsWith("Maybe use megatron.");
        assertThat(Stream.of(Target.MEGATRON, Target.MEGATRON_BRIDGE, Target.DEEPSPEED, Target.TORCHTITAN)
                .map(target -> Exporter.obstacle(plan, target))).allMatch(Optional::isEmpty);
    }

    /** One setting for all must fit where memory is scarcest. */
    @Test
    void recomputationStageByStageIsSaidAndRoundedUp() {
        Export partial = Exporter.export(uneven(Recomputation.some(3), Recomputation.some(7)), Target.MEGATRON);
        assertThat(partial.gaps()).singleElement().asString().contains(
                "recomputation stage by stage (3 layers, 7 layers, none): all stages recompute 7 layers");
        assertThat(text(partial, "train.sh")).contains("--recompute-num-layers 7", "NOT EXPRESSED: recomputation");
        assertThat(text(Exporter.export(uneven(Recomputation.SELECTIVE, Recomputation.some(7)), Target.MEGATRON),
                "train.sh")).contains("--recompute-method uniform");
        assertThat(text(Exporter.export(uneven(Recomputation.SELECTIVE, Recomputation.NONE), Target.MEGATRON),
                "train.sh")).contains("--recompute-granularity selective");
    }

    @Test
    void whereTheProgramSplitsThePipelineItIsToldHow() {
        MixedPlan plan = uneven(Recomputation.NONE, Recomputation.NONE);
        assertThat(text(Exporter.export(plan, Target.DEEPSPEED), "train.sh"))
                .contains("num_stages=3 of 20, 35, 25 layers");
        assertThat(Exporter.export(plan, Target.TORCHTITAN).gaps())
                .anySatisfy(gap -> assertThat(gap).contains("3 stages of 20, 35, 25 layers"));
    }
}
