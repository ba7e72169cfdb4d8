package org.shardplan.serving.solver.optaplanner;

import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Random moves to plans near the present one. They dry up when the search is over, which ends a round within it. */
public final class PlanMoves implements MoveIteratorFactory<PlanSolution, PlanMove> {

    private static final long MANY = 1_000_000;

    @Override
    public long getSize(ScoreDirector<PlanSolution> director) {
        return MANY;
    }

    @Override
    public Iterator<PlanMove> createOriginalMoveIterator(ScoreDirector<PlanSolution> director) {
        throw new UnsupportedOperationException("Moves to plans are random. Maybe select them in random order.");
    }

    @Override
    public Iterator<PlanMove> createRandomMoveIterator(ScoreDirector<PlanSolution> director, Random random) {
        return around(director.getWorkingSolution().decision(), random);
    }

    static Iterator<PlanMove> around(PlanDecision decision, Random random) {
        PlanChoices choices = decision.choices();
        return Stream.generate(() -> new PlanMove(decision, choices.neighbours().near(decision.plan(), random)))
                .takeWhile(move -> !choices.isOver()).iterator();
    }
}
