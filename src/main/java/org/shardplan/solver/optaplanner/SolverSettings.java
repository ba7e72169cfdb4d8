package org.shardplan.solver.optaplanner;

import java.util.List;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.value.ValueSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * How OptaPlanner is set up: one round of local search with a move tabu from a given start. There is no construction
 * heuristic, the default would try the product of all values.
 *
 * <p>A round ends when some steps in a row brought nothing better. A step that accepts no move would never end, so the
 * number of scores is limited too.
 */
final class SolverSettings {

    private static final int TABU_MOVES = 30;
    private static final int MOVES_PER_STEP = 60;
    private static final int UNIMPROVED_STEPS = 60;
    private static final long SCORES_PER_ROUND = 10_000;
    private static final double MESH_SHARE = 6;
    private static final double CHANGE_SHARE = 1;

    private SolverSettings() {
    }

    /** A setup that only scores. */
    static SolverConfig scoring() {
        return new SolverConfig()
                .withSolutionClass(LayoutPlan.class)
                .withEntityClasses(LayoutDecision.class)
                .withConstraintProviderClass(RuleConstraints.class);
    }

    /** One round of a search. */
    static SolverConfig round(SearchEffort effort, EnvironmentMode mode) {
        return scoring()
                .withEnvironmentMode(mode)
                .withRandomSeed(effort.seed())
                .withTerminationConfig(termination(effort))
                .withPhases(localSearch());
    }

    private static TerminationConfig termination(SearchEffort effort) {
        TerminationConfig termination = new TerminationConfig()
                .withSpentLimit(effort.timeLimit())
                .withScoreCalculationCountLimit(Math.min(SCORES_PER_ROUND, effort.mostScores().orElse(Long.MAX_VALUE)));
        effort.target().score().ifPresent(score -> termination.setBestScoreLimit(SoftScore.feasible(score).toString()));
        return termination;
    }

    private static LocalSearchPhaseConfig localSearch() {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(new UnionMoveSelectorConfig(
                        List.of(meshMoves(), changes("execution"), changes("schedule"), changes("states"))))
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withMoveTabuSize(TABU_MOVES))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(MOVES_PER_STEP))
                .withTerminationConfig(new TerminationConfig().withUnimprovedStepCountLimit(UNIMPROVED_STEPS));
    }

    private static MoveSelectorConfig<?> meshMoves() {
        return weighted(MESH_SHARE, new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(MeshMoves.class));
    }

    private static MoveSelectorConfig<?> changes(String variable) {
        return weighted(CHANGE_SHARE,
                new ChangeMoveSelectorConfig().withValueSelectorConfig(new ValueSelectorConfig(variable)));
    }

    private static MoveSelectorConfig<?> weighted(double share, MoveSelectorConfig<?> moves) {
        moves.setFixedProbabilityWeight(share);
        return moves;
    }
}
