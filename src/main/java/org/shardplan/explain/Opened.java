package org.shardplan.explain;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.Allowed.ExecutionChoices;
import org.shardplan.problem.Allowed.MeshChoices;
import org.shardplan.problem.Allowed.PipelineChoices;
import org.shardplan.problem.Allowed.StateChoices;
import org.shardplan.problem.Goal;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Problem;

/** The same question with one more choice allowed. */
final class Opened {

    private static final Set<Boolean> EITHER = Set.of(true, false);

    private Opened() {
    }

    private static Problem allowed(Problem problem, UnaryOperator<Allowed> change) {
        Goal goal = problem.goal();
        return problem.with(new Goal(goal.objective(), goal.limits(), change.apply(goal.allowed())));
    }

    /** Every mesh. */
    static Problem mesh(Problem problem) {
        return allowed(problem, old -> new Allowed(MeshChoices.ANY, old.execution(), old.pipeline(), old.states()));
    }

    /** Every micro-batch, with and without sequence parallelism. */
    static Problem execution(Problem problem) {
        return allowed(problem, old -> new Allowed(old.mesh(),
                new ExecutionChoices(IntChoice.ANY, EITHER, old.execution().precisions()), old.pipeline(),
                old.states()));
    }

    static Problem precision(Problem problem) {
        return allowed(problem, old -> new Allowed(old.mesh(),
                new ExecutionChoices(old.execution().microBatch(), old.execution().sequenceParallel(),
                        EnumSet.allOf(Precision.class)), old.pipeline(), old.states()));
    }

    static Problem schedules(Problem problem) {
        return allowed(problem, old -> new Allowed(old.mesh(), old.execution(),
                new PipelineChoices(EnumSet.allOf(Schedule.Kind.class), IntChoice.ANY, old.pipeline().recomputation(),
                        old.pipeline().partialRecomputation()), old.states()));
    }

    static Problem recomputation(Problem problem) {
        return allowed(problem, old -> new Allowed(old.mesh(), old.execution(),
                new PipelineChoices(old.pipeline().schedules(), old.pipeline().interleave(),
                        EnumSet.allOf(Recomputation.Kind.class), true), old.states()));
    }

    private static Problem states(Problem problem, UnaryOperator<StateChoices> change) {
        return allowed(problem, old -> new Allowed(old.mesh(), old.execution(), old.pipeline(),
                change.apply(old.states())));
    }

    static Problem zeroStages(Problem problem) {
        return states(problem, old -> new StateChoices(EnumSet.allOf(ZeroStage.class), old.optimizers(),
                old.offload(), old.gradients()));
    }

    static Problem optimizers(Problem problem) {
        return states(problem, old -> new StateChoices(old.zeroStages(), EnumSet.allOf(OptimizerPrecision.class),
                old.offload(), old.gradients()));
    }

    static Problem offload(Problem problem) {
        return states(problem, old -> new StateChoices(old.zeroStages(), old.optimizers(), EITHER, old.gradients()));
    }

    static Problem gradients(Problem problem) {
        return states(problem, old -> new StateChoices(old.zeroStages(), old.optimizers(), old.offload(),
                EnumSet.allOf(GradientPrecision.class)));
    }
}
