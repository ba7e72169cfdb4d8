package org.shardplan.space;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;

/** Every combination of generous values that breaks no rule that needs neither memory nor time. */
final class BruteForceSpace {

    private final Problem problem;
    private final LayoutEstimator estimator;
    private final int most;

    /** All degrees up to {@code most}. */
    BruteForceSpace(Problem problem, int most) {
        this.problem = problem;
        this.estimator = new LayoutEstimator(problem);
        this.most = most;
    }

    List<Layout> layouts() {
        List<Layout> found = new ArrayList<>();
        for (Mesh mesh : meshes()) {
            for (Execution execution : executions()) {
                Layout base = probe(mesh).with(execution);
                if (keeps(Scope.EXECUTION, base)) {
                    complete(base, found);
                }
            }
        }
        return found;
    }

    private void complete(Layout base, List<Layout> found) {
        for (Schedule schedule : schedules()) {
            for (Recomputation recomputation : recomputations()) {
                for (StateSharding states : states()) {
                    Layout layout = base.with(schedule).with(recomputation).with(states);
                    if (keeps(Scope.SCHEDULE, layout) && keeps(Scope.RECOMPUTATION, layout)
                            && keeps(Scope.STATES, layout)) {
                        found.add(layout);
                    }
                }
            }
        }
    }

    List<Mesh> meshes() {
        List<Mesh> meshes = new ArrayList<>();
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            for (int context = 1; problem.training().sequenceLength() / context >= 1024 || context == 1; context *= 2) {
                meshes(pool, context, meshes);
            }
        }
        return meshes;
    }

    private void meshes(int pool, int context, List<Mesh> meshes) {
        for (int tensor : degrees()) {
            for (int pipeline : degrees()) {
                for (int data : degrees()) {
                    for (int expert : degrees()) {
                        for (int expertTensor : expertTensors(tensor)) {
                            Mesh mesh = new Mesh(pool, tensor, pipeline, data, context, expert, expertTensor);
                            if (keeps(Scope.MESH, probe(mesh))) {
                                meshes.add(mesh);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Whole experts, or experts split as the dense layers are, unless the problem lists others. */
    private int[] expertTensors(int tensor) {
        boolean listed = !problem.goal().allowed().mesh().expertTensor().isAny();
        return listed ? degrees() : IntStream.of(1, tensor).distinct().toArray();
    }

    private List<Execution> executions() {
        List<Execution> executions = new ArrayList<>();
        for (int microBatch = 1; microBatch <= problem.training().globalBatch() + 1; microBatch++) {
            for (Precision precision : Precision.values()) {
                executions.add(new Execution(microBatch, false, precision));
                executions.add(new Execution(microBatch, true, precision));
            }
        }
        return executions;
    }

    private static List<Schedule> schedules() {
        List<Schedule> schedules = new ArrayList<>(List.of(Schedule.PLAIN, Schedule.ZERO_BUBBLE,
                new Schedule(Schedule.Kind.ONE_F_ONE_B, 2), new Schedule(Schedule.Kind.ZERO_BUBBLE_H1, 2)));
        IntStream.rangeClosed(1, 9).mapToObj(Schedule::interleaved).forEach(schedules::add);
        return schedules;
    }

    private static List<Recomputation> recomputations() {
        List<Recomputation> recomputations =
                new ArrayList<>(List.of(Recomputation.NONE, Recomputation.SELECTIVE, Recomputation.FULL));
        IntStream.rangeClosed(0, 8).mapToObj(Recomputation::some).forEach(recomputations::add);
        return recomputations;
    }

    private static List<StateSharding> states() {
        List<StateSharding> states = new ArrayList<>();
        for (ZeroStage zero : ZeroStage.values()) {
            for (OptimizerPrecision optimizer : OptimizerPrecision.values()) {
                for (GradientPrecision gradients : GradientPrecision.values()) {
                    states.add(new StateSharding(zero, optimizer, false, gradients));
                    states.add(new StateSharding(zero, optimizer, true, gradients));
                }
            }
        }
        return states;
    }

    private int[] degrees() {
        return IntStream.rangeClosed(1, most).toArray();
    }

    private boolean keeps(Scope scope, Layout layout) {
        return RuleBook.standard().firstViolation(scope, new Candidate(estimator, layout)).isEmpty();
    }

    private static Layout probe(Mesh mesh) {
        return new Layout(mesh, new Execution(1, false, Precision.BF16), Schedule.PLAIN, Recomputation.NONE,
                StateSharding.of(ZeroStage.NONE));
    }
}
