package org.shardplan.mixed.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.planner.MixedAnswer.Settled;
import org.shardplan.problem.MixedProblem;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * Answers mixed pipelines: every setting is lined up or shown to be slower than the best one. Where nodes are too
 * different to line them up exactly, OptaPlanner improves their order in the time that is left.
 */
public final class MixedPlanner {

    /** Of the time that is left. */
    private static final double FOR_LINING_UP = 0.7;
    private static final double FOR_A_TURN = 0.25;
    private static final double FOR_AN_ORDER = 0.5;

    private final SolverOptions options;

    public MixedPlanner(SolverOptions options) {
        this.options = options;
    }

    public MixedAnswer solve(MixedProblem problem) {
        return new Run(problem).answer();
    }

    /** One problem and the time for it. */
    private final class Run {

        private final MixedProblem problem;
        private final Deadline deadline = Deadline.after(options.timeLimit());
        private final List<OpenSetting> open = new ArrayList<>();
        private double known = Double.POSITIVE_INFINITY;

        Run(MixedProblem problem) {
            this.problem = problem;
            StageModel model = new StageModel(problem);
            new Settings(problem).all()
                    .forEach(setting -> open.add(new OpenSetting(new StageTable(problem, model, setting))));
            open.sort(Comparator.comparingDouble(OpenSetting::bound));
        }

        private void search() {
            switch (options.search()) {
                case EXACT -> lineUp(deadline);
                case OPTAPLANNER -> improve();
                case BOTH -> {
                    lineUp(share(FOR_LINING_UP));
                    improve();
                }
            }
        }

        /** The most promising setting first; one that takes long waits until all others had their turn. */
        private void lineUp(Deadline until) {
            Optional<OpenSetting> next = mostPromising();
            while (next.isPresent() && !until.isOver()) {
                next.get().lineUp(known, until.or(share(FOR_A_TURN)));
                known = Math.min(known, next.get().seconds());
                next = mostPromising();
            }
        }

        private Optional<OpenSetting> mostPromising() {
            return open.stream().filter(setting -> setting.isUseful(known))
                    .min(Comparator.comparingDouble(OpenSetting::bound));
        }

        private Deadline share(double ofWhatIsLeft) {
            return Deadline.after(Duration.ofNanos((long) (ofWhatIsLeft * deadline.left().toNanos())));
        }

        /** Settings whose bound leaves room, the fastest so far first, each in half of the time that is left. */
        private void improve() {
            open.sort(Comparator.comparingDouble(OpenSetting::seconds));
            for (OpenSetting setting : open) {
                if (setting.isUseful(known) && !deadline.isOver()) {
                    setting.improve(options, share(FOR_AN_ORDER));
                    known = Math.min(known, setting.seconds());
                }
            }
        }

        MixedAnswer answer() {
            search();
            double bound = open.stream().mapToDouble(OpenSetting::bound).min().orElse(Double.POSITIVE_INFINITY);
            int searched = (int) open.stream().filter(OpenSetting::isSearched).count();
            Settled settled = new Settled(open.size(), searched);
            Optional<MixedEstimate> best = open.stream().min(Comparator.comparingDouble(OpenSetting::seconds))
                    .flatMap(OpenSetting::layout).map(new MixedEstimator(problem)::estimate);
            if (best.isEmpty()) {
                Room room = new Room(problem, open.stream().map(OpenSetting::table).toList());
                return new MixedAnswer(problem, best, bound, settled, room.obstacles());
            }
            return Room.late(best.get(), 1).map(late -> late(best.get(), bound, settled, late))
                    .orElseGet(() -> new MixedAnswer(problem, best, Math.min(bound, known), settled, List.of()));
        }

        private MixedAnswer late(MixedEstimate best, double bound, Settled settled, String obstacle) {
            boolean isProved = Room.late(best, Math.min(1, bound / known)).isPresent();
            return new MixedAnswer(problem, Optional.empty(), isProved ? Double.POSITIVE_INFINITY : bound, settled,
                    List.of(obstacle));
        }
    }
}
