package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.MixedLayout;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.mixed.planner.MixedAnswer.Settled;
import org.shardplan.problem.MixedProblem;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Answers mixed pipelines: every setting is lined up or shown to be slower than the best one. */
public final class MixedPlanner {

    private final SolverOptions options;

    public MixedPlanner(SolverOptions options) {
        this.options = options;
    }

    public MixedAnswer solve(MixedProblem problem) {
        return new Run(problem).answer();
    }

    /**
     * A setting to be lined up.
     *
     * @param table what its stages cost
     * @param lineup the pipeline to be put together
     * @param bound seconds no pipeline of it is below; infinite if none fits
     */
    private record Open(StageTable table, Lineup lineup, double bound) {
    }

    /** One problem and the time for it. */
    private final class Run {

        private final MixedProblem problem;
        private final LineupSolver solver = new LineupSolver(Deadline.after(options.timeLimit()));
        private final List<Open> open = new ArrayList<>();
        private Optional<MixedLayout> best = Optional.empty();
        private double known = Double.POSITIVE_INFINITY;
        private double bound = Double.POSITIVE_INFINITY;
        private int searched;

        Run(MixedProblem problem) {
            this.problem = problem;
            StageModel model = new StageModel(problem);
            for (Setting setting : new Settings(problem).all()) {
                StageTable table = new StageTable(problem, model, setting);
                Lineup lineup = table.lineup();
                open.add(new Open(table, lineup, LineupSolver.quickBound(lineup)));
            }
            open.sort(Comparator.comparingDouble(Open::bound));
        }

        MixedAnswer answer() {
            open.forEach(this::lineUp);
            Optional<MixedEstimate> estimate = best.map(new MixedEstimator(problem)::estimate);
            Settled settled = new Settled(open.size(), searched);
            if (estimate.isEmpty()) {
                Room room = new Room(problem, open.stream().map(Open::table).toList());
                return new MixedAnswer(problem, estimate, bound, settled, room.obstacles());
            }
            double least = Math.min(bound, known);
            Optional<String> late = Room.late(estimate.get(), 1);
            return late.isEmpty() ? new MixedAnswer(problem, estimate, least, settled, List.of())
                    : new MixedAnswer(problem, Optional.empty(), Room.late(estimate.get(), least / known).isPresent()
                            ? Double.POSITIVE_INFINITY : least, settled, List.of(late.get()));
        }

        private void lineUp(Open setting) {
            if (setting.bound() >= known || setting.bound() == Double.POSITIVE_INFINITY) {
                return;
            }
            LineupAnswer answer = solver.below(setting.lineup(), known);
            searched++;
            bound = Math.min(bound, answer.bound());
            if (answer.best().isPresent()) {
                known = answer.seconds();
                best = Optional.of(setting.table().layout(answer.best().get()));
            }
        }
    }
}
