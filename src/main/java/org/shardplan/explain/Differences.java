package org.shardplan.explain;

import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.problem.Problem;
import org.shardplan.rule.StepRules;

/**
 * Which decisions differ from those of one layout, as sets in the bits of an integer.
 *
 * <p>What only one of the two layouts has to decide does not count, it follows: sequence parallelism with the first
 * tensor group, the schedule with the second stage, ZeRO with the second rank that holds the same.
 */
final class Differences {

    private final Problem problem;
    private final Layout from;
    private final boolean sharded;

    Differences(Problem problem, Layout from) {
        this.problem = problem;
        this.from = from;
        this.sharded = StepRules.canShard(problem, from.mesh());
    }

    /** All decisions that differ. */
    int to(Layout other) {
        Mesh mesh = other.mesh();
        return to(mesh) | to(mesh, other.execution()) | to(mesh, other.schedule()) | to(other.recomputation())
                | to(mesh, other.states());
    }

    int to(Mesh mesh) {
        Mesh own = from.mesh();
        return Decision.POOL.bitIf(mesh.pool() != own.pool())
                | Decision.GPUS.bitIf(mesh.gpus() != own.gpus())
                | Decision.TENSOR.bitIf(mesh.tensor() != own.tensor())
                | Decision.PIPELINE.bitIf(mesh.pipeline() != own.pipeline())
                | Decision.CONTEXT.bitIf(mesh.context() != own.context())
                | Decision.EXPERT.bitIf(mesh.expert() != own.expert())
                | Decision.EXPERT_TENSOR.bitIf(mesh.expertTensor() != own.expertTensor());
    }

    int to(Mesh mesh, Execution execution) {
        Execution own = from.execution();
        boolean follows = mesh.tensor() > 1 != from.mesh().tensor() > 1;
        return Decision.MICRO_BATCH.bitIf(execution.microBatch() != own.microBatch())
                | Decision.SEQUENCE_PARALLEL.bitIf(!follows && execution.sequenceParallel() != own.sequenceParallel())
                | Decision.PRECISION.bitIf(execution.precision() != own.precision());
    }

    int to(Mesh mesh, Schedule schedule) {
        boolean follows = mesh.pipeline() > 1 != from.mesh().pipeline() > 1;
        return Decision.SCHEDULE.bitIf(!follows && !schedule.equals(from.schedule()));
    }

    int to(Recomputation recomputation) {
        return Decision.RECOMPUTATION.bitIf(!recomputation.equals(from.recomputation()));
    }

    int to(Mesh mesh, StateSharding states) {
        StateSharding own = from.states();
        boolean follows = sharded != StepRules.canShard(problem, mesh);
        return Decision.ZERO_STAGE.bitIf(!follows && states.zeroStage() != own.zeroStage())
                | Decision.OPTIMIZER.bitIf(states.optimizer() != own.optimizer())
                | Decision.OFFLOAD.bitIf(states.offloaded() != own.offloaded())
                | Decision.GRADIENTS.bitIf(states.gradients() != own.gradients());
    }
}
