package org.shardplan.fleet.optaplanner;

import java.time.Duration;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.shardplan.fleet.Table;

/**
 * How OptaPlanner is set up: one local search with late acceptance from a given plan. It ends when the bound is
 * reached, when many steps in a row brought nothing better, or with time.
 */
record FleetSettings(long seed, Duration timeLimit, EnvironmentMode mode) {

    private static final int LATE_ACCEPTANCE = 50;
    private static final int LATE_ACCEPTANCE_ON_GRIDS = 400;
    private static final int UNIMPROVED_STEPS = 50_000;

    /** A setup that only scores, by the constraints. */
    static SolverConfig scoring() {
        return model().withConstraintProviderClass(FleetConstraints.class);
    }

    private static SolverConfig model() {
        return new SolverConfig().withSolutionClass(FleetPlan.class).withEntityClasses(WorkloadDecision.class);
    }

    /** A search that ends when it loses no more than the bound. */
    SolverConfig search(Table table, long bound) {
        return model()
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(FleetScore.class))
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withTerminationConfig(new TerminationConfig().withSpentLimit(timeLimit)
                        .withBestScoreLimit(HardSoftLongScore.of(0, -bound).toString()))
                .withPhases(localSearch(table.slots() > 1 ? LATE_ACCEPTANCE_ON_GRIDS : LATE_ACCEPTANCE));
    }

    private static LocalSearchPhaseConfig localSearch(int lateAcceptance) {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(
                        new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(FleetMoves.class))
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(lateAcceptance))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withTerminationConfig(new TerminationConfig().withUnimprovedStepCountLimit(UNIMPROVED_STEPS));
    }
}
