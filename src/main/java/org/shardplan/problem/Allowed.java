package org.shardplan.problem;

import java.util.EnumSet;
import java.util.Set;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.ZeroStage;

/**
 * Which values each decision may take. Decisions that change the numerics of training (fp8, 8-bit optimizer state,
 * compressed gradients) or need host memory (offloading) are closed until the problem opens them.
 *
 * @param mesh GPUs and their split
 * @param execution micro-batch, sequence parallelism, precision
 * @param pipeline schedules and recomputation
 * @param states sharding, optimizer and gradients
 */
public record Allowed(
        MeshChoices mesh, ExecutionChoices execution, PipelineChoices pipeline, StateChoices states) {

    public static final Allowed DEFAULT = new Allowed(
            MeshChoices.ANY,
            new ExecutionChoices(IntChoice.ANY, Set.of(true, false), EnumSet.of(Precision.BF16)),
            new PipelineChoices(EnumSet.allOf(Schedule.Kind.class), IntChoice.ANY,
                    EnumSet.allOf(Recomputation.Kind.class), true),
            new StateChoices(EnumSet.allOf(ZeroStage.class), EnumSet.of(OptimizerPrecision.FP32), Set.of(false),
                    EnumSet.of(GradientPrecision.FP32)));

    /** Choices of the mesh. */
    public record MeshChoices(
            IntChoice gpus, IntChoice tensor, IntChoice pipeline, IntChoice data, IntChoice context, IntChoice expert,
            IntChoice expertTensor) {

        public static final MeshChoices ANY = new MeshChoices(IntChoice.ANY, IntChoice.ANY, IntChoice.ANY,
                IntChoice.ANY, IntChoice.ANY, IntChoice.ANY, IntChoice.ANY);
    }

    /** Choices of how a micro-batch runs. */
    public record ExecutionChoices(
            IntChoice microBatch, Set<Boolean> sequenceParallel, Set<Precision> precisions) {

        public ExecutionChoices {
            sequenceParallel = Set.copyOf(sequenceParallel);
            precisions = Set.copyOf(precisions);
        }
    }

    /**
     * Choices of the pipeline.
     *
     * @param schedules schedules
     * @param interleave chunks of an interleaved schedule
     * @param recomputation what may be recomputed
     * @param partialRecomputation whether full recomputation may cover only some layers of a stage
     */
    public record PipelineChoices(
            Set<Schedule.Kind> schedules, IntChoice interleave, Set<Recomputation.Kind> recomputation,
            boolean partialRecomputation) {

        public PipelineChoices {
            schedules = Set.copyOf(schedules);
            recomputation = Set.copyOf(recomputation);
        }
    }

    /** Choices of states. */
    public record StateChoices(
            Set<ZeroStage> zeroStages, Set<OptimizerPrecision> optimizers, Set<Boolean> offload,
            Set<GradientPrecision> gradients) {

        public StateChoices {
            zeroStages = Set.copyOf(zeroStages);
            optimizers = Set.copyOf(optimizers);
            offload = Set.copyOf(offload);
            gradients = Set.copyOf(gradients);
        }
    }
}
