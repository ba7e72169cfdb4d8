package org.shardplan.space;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Problem;

/** Values worth trying for every decision after the mesh, before the rules look at them. */
final class Decisions {

    /** More chunks than this only cost transfers; {@code allow.interleave} opens more. */
    private static final int MOST_CHUNKS = 16;

    private final Problem problem;
    private final Allowed allowed;
    private final List<StateSharding> states;

    Decisions(Problem problem) {
        this.problem = problem;
        this.allowed = problem.goal().allowed();
        this.states = allStates();
    }

    /** Divisors of the sequences a data-parallel rank works off, with and without sequence parallelism. */
    List<Execution> executions(int data) {
        int perRank = Math.max(1, problem.training().globalBatch() / data);
        List<Execution> executions = new ArrayList<>();
        for (int microBatch : either(allowed.execution().microBatch(), Divisors.of(perRank))) {
            for (Precision precision : new TreeSet<>(allowed.execution().precisions())) {
                for (boolean sequenceParallel : new TreeSet<>(allowed.execution().sequenceParallel())) {
                    executions.add(new Execution(microBatch, sequenceParallel, precision));
                }
            }
        }
        return executions;
    }

    List<Schedule> schedules(int stages) {
        List<Schedule> schedules = new ArrayList<>();
        schedules.add(Schedule.PLAIN);
        if (stages == 1) {
            return schedules;
        }
        int most = Math.min(MOST_CHUNKS, (problem.model().layers() + 2) / stages);
        for (int chunks : either(allowed.pipeline().interleave(), IntStream.rangeClosed(2, most).toArray())) {
            schedules.add(Schedule.interleaved(chunks));
        }
        schedules.add(Schedule.ZERO_BUBBLE);
        return schedules;
    }

    /** None, selective, all layers, and every number of layers in between. */
    List<Recomputation> recomputations(int mostLayers) {
        List<Recomputation> recomputations = new ArrayList<>();
        recomputations.add(Recomputation.NONE);
        recomputations.add(Recomputation.SELECTIVE);
        for (int layers = 1; layers < mostLayers; layers++) {
            recomputations.add(Recomputation.some(layers));
        }
        recomputations.add(Recomputation.FULL);
        return recomputations;
    }

    List<StateSharding> states() {
        return states;
    }

    private List<StateSharding> allStates() {
        List<StateSharding> all = new ArrayList<>();
        for (ZeroStage zero : new TreeSet<>(allowed.states().zeroStages())) {
            for (OptimizerPrecision optimizer : new TreeSet<>(allowed.states().optimizers())) {
                for (boolean offloaded : new TreeSet<>(allowed.states().offload())) {
                    for (GradientPrecision gradients : new TreeSet<>(allowed.states().gradients())) {
                        all.add(new StateSharding(zero, optimizer, offloaded, gradients));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private static int[] either(IntChoice choice, int[] values) {
        return choice.isAny() ? values : choice.values().stream().mapToInt(Integer::intValue).toArray();
    }
}
