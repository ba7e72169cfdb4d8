package org.shardplan.solver.optaplanner;

import java.util.Optional;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.impl.solver.DefaultSolver;
import org.shardplan.layout.Layout;

/**
 * Rounds of local search, each from another start, until the effort is spent, the best known score is reached or many
 * rounds in a row found nothing better.
 */
final class Rounds {

    /** Several times what any seed was seen to need on the shipped problems. */
    private static final int UNIMPROVED_ROUNDS = 30;

    private final Choices choices;
    private final SearchEffort effort;
    private final Solver<LayoutPlan> solver;
    private final long begunNanos = System.nanoTime();
    private Optional<LayoutPlan> best = Optional.empty();
    private long scores;
    private int unimproved;

    Rounds(Choices choices, SearchEffort effort, EnvironmentMode mode) {
        this.choices = choices;
        this.effort = effort;
        this.solver = SolverFactory.<LayoutPlan>create(SolverSettings.round(effort, mode)).buildSolver();
    }

    /** The best plan, feasible or not; empty if there is nothing to start from. */
    Optional<LayoutPlan> run() {
        Starts starts = new Starts(choices, effort.seed());
        Optional<Layout> start = effort.start().map(choices::leastRecomputed).or(starts::next);
        while (start.isPresent() && !isOver()) {
            keep(solver.solve(new LayoutPlan(new LayoutDecision(choices, start.get()))));
            start = starts.next();
        }
        return best;
    }

    private void keep(LayoutPlan found) {
        scores += ((DefaultSolver<LayoutPlan>) solver).getSolverScope().getScoreCalculationCount();
        unimproved++;
        if (best.isEmpty() || found.score().compareTo(best.get().score()) > 0) {
            best = Optional.of(found);
            unimproved = 0;
        }
    }

    private boolean isOver() {
        return best.isPresent() && (effort.target().isStopped() || isSpent() || isKnownReached() || unimproved >= UNIMPROVED_ROUNDS);
    }

    private boolean isSpent() {
        return System.nanoTime() - begunNanos >= effort.timeLimit().toNanos()
                || effort.mostScores().isPresent() && scores >= effort.mostScores().getAsLong();
    }

    private boolean isKnownReached() {
        HardMediumSoftLongScore reached = best.orElseThrow().score();
        return effort.target().score()
                .filter(known -> reached.compareTo(SoftScore.feasible(known)) >= 0).isPresent();
    }
}
