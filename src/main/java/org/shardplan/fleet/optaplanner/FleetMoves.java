package org.shardplan.fleet.optaplanner;

import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Moves that take a few workloads out of the present plan and put them back. */
public final class FleetMoves implements MoveIteratorFactory<FleetPlan, FleetMove> {

    private static final int MOVES_PER_STEP = 10_000;

    @Override
    public long getSize(ScoreDirector<FleetPlan> director) {
        return director.getWorkingSolution().decisions().size();
    }

    @Override
    public Iterator<FleetMove> createOriginalMoveIterator(ScoreDirector<FleetPlan> director) {
        throw new UnsupportedOperationException("These moves are random. Maybe select them in random order.");
    }

    /**
     * Each move is made from the plan as it is when the move is asked for. There are only so many in one step, so that
     * a search ends where no move changes anything.
     */
    @Override
    public Iterator<FleetMove> createRandomMoveIterator(ScoreDirector<FleetPlan> director, Random random) {
        FleetPlan plan = director.getWorkingSolution();
        return Stream.generate(() -> new FleetMove(plan.decisions(), plan.changes().next(random)))
                .limit(MOVES_PER_STEP).iterator();
    }
}
