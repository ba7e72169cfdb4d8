package org.shardplan.mixed.optaplanner;

import java.time.Duration;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.list.ListSwapMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.list.SubListChangeMoveSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.shardplan.mixed.Orders;
import org.shardplan.space.Deadline;

/**
 * Improves the order of nodes with OptaPlanner: simulated annealing that swaps two nodes or moves and turns a stretch
 * of them. It ends when the bound is reached, when many steps in a row brought nothing better, or with time.
 *
 * @param seed seed of all moves
 * @param deadline when to stop
 */
public record OrderSearch(long seed, Deadline deadline) {

    private static final long MILLION = 1_000_000;
    /** Of the start's cost: what a step may be worse at first. */
    private static final double TEMPERATURE = 1e-3;
    private static final int UNIMPROVED_STEPS = 20_000;

    /**
     * The best order found from one on.
     *
     * @param orders what orders cost
     * @param start classes of the nodes, that of the last stage first
     * @param bound seconds at which the search ends
     */
    public int[] improved(Orders orders, int[] start, double bound) {
        long milliseconds = (deadline.nanos() - System.nanoTime()) / MILLION;
        if (milliseconds <= 0) {
            return start;
        }
        double seconds = orders.best(start).seconds();
        OrderPlan best = SolverFactory.<OrderPlan>create(new SolverConfig()
                        .withSolutionClass(OrderPlan.class).withEntityClasses(Queue.class)
                        .withScoreDirectorFactory(
                                new ScoreDirectorFactoryConfig().withEasyScoreCalculatorClass(OrderScore.class))
                        .withRandomSeed(seed)
                        .withTerminationConfig(new TerminationConfig().withSpentLimit(Duration.ofMillis(milliseconds))
                                .withBestScoreLimit(HardSoftLongScore.ofSoft(-OrderScore.nanos(bound)).toString()))
                        .withPhases(annealing(Double.isFinite(seconds) ? seconds : bound)))
                .buildSolver().solve(new OrderPlan(orders, start));
        return best.order();
    }

    private static LocalSearchPhaseConfig annealing(double seconds) {
        String temperature = HardSoftLongScore.of(1, OrderScore.nanos(TEMPERATURE * seconds)).toString();
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(new UnionMoveSelectorConfig().withMoveSelectors(
                        new ListSwapMoveSelectorConfig(),
                        new SubListChangeMoveSelectorConfig().withSelectReversingMoveToo(true)))
                .withAcceptorConfig(
                        new LocalSearchAcceptorConfig().withSimulatedAnnealingStartingTemperature(temperature))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withTerminationConfig(new TerminationConfig().withUnimprovedStepCountLimit(UNIMPROVED_STEPS));
    }
}
