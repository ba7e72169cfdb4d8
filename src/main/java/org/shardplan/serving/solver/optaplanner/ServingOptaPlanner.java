package org.shardplan.serving.solver.optaplanner;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/**
 * Rounds of local search with a move tabu, each from another random plan, until time is over, the best known score is
 * reached or many rounds in a row found nothing better.
 */
public final class ServingOptaPlanner {

    private static final int TABU_MOVES = 30;
    private static final int MOVES_PER_STEP = 20;
    private static final int UNIMPROVED_STEPS = 15;
    private static final long SCORES_PER_ROUND = 2_000;
    private static final int UNIMPROVED_ROUNDS = 40;

    private final PlanChoices choices;
    private final ServingTarget target;
    private final Random random;
    private final Solver<PlanSolution> solver;
    private PlanSolution best;
    private int unimproved;

    /**
     * A search.
     *
     * @param space where to look
     * @param target tells when to stop
     * @param seed seed of all randomness
     */
    public ServingOptaPlanner(ServingSpace space, ServingTarget target, long seed) {
        this.choices = new PlanChoices(space, target);
        this.target = target;
        this.random = new Random(seed);
        this.solver = SolverFactory.<PlanSolution>create(settings(seed)).buildSolver();
    }

    private static SolverConfig settings(long seed) {
        return new SolverConfig()
                .withSolutionClass(PlanSolution.class)
                .withEntityClasses(PlanDecision.class)
                .withConstraintProviderClass(ServingConstraints.class)
                .withRandomSeed(seed)
                .withTerminationConfig(new TerminationConfig().withScoreCalculationCountLimit(SCORES_PER_ROUND))
                .withPhaseList(List.of(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(PlanMoves.class))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig().withMoveTabuSize(TABU_MOVES))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(MOVES_PER_STEP))
                        .withTerminationConfig(
                                new TerminationConfig().withUnimprovedStepCountLimit(UNIMPROVED_STEPS))));
    }

    /** The best feasible layout found. */
    public Optional<ServingEstimate> best() {
        Optional<Plan> start = choices.neighbours().any(random);
        while (start.isPresent() && !isOver()) {
            keep(solver.solve(new PlanSolution(new PlanDecision(choices, start.get()))));
            start = choices.neighbours().any(random);
        }
        return reached();
    }

    private void keep(PlanSolution found) {
        unimproved++;
        if (best == null || found.score().compareTo(best.score()) > 0) {
            best = found;
            unimproved = 0;
        }
    }

    private boolean isOver() {
        return best != null && (target.isOver() || unimproved >= UNIMPROVED_ROUNDS || isKnownReached());
    }

    private boolean isKnownReached() {
        return reached().isPresent() && target.score()
                .filter(known -> ServingScore.of(reached().get()).loss() <= known.loss()).isPresent();
    }

    private Optional<ServingEstimate> reached() {
        return Optional.ofNullable(best).filter(PlanSolution::keepsAllRules)
                .map(found -> found.decision().candidate().estimate());
    }
}
