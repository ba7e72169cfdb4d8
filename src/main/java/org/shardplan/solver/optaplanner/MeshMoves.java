package org.shardplan.solver.optaplanner;

import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;

/** Random moves to meshes near the present one, the other choices taken along as far as they fit. */
public final class MeshMoves implements MoveIteratorFactory<LayoutPlan, MeshMove> {

    @Override
    public long getSize(ScoreDirector<LayoutPlan> director) {
        return director.getWorkingSolution().decision().meshes().size();
    }

    @Override
    public Iterator<MeshMove> createOriginalMoveIterator(ScoreDirector<LayoutPlan> director) {
        throw new UnsupportedOperationException("Moves to meshes are random. Maybe select them in random order.");
    }

    @Override
    public Iterator<MeshMove> createRandomMoveIterator(ScoreDirector<LayoutPlan> director, Random random) {
        LayoutDecision decision = director.getWorkingSolution().decision();
        return Stream.generate(() -> next(decision, random)).iterator();
    }

    private static MeshMove next(LayoutDecision decision, Random random) {
        Choices choices = decision.choices();
        Layout present = decision.layout();
        Mesh mesh = choices.neighbours().near(present.mesh(), random);
        return new MeshMove(decision, new Fitting(choices, random).onto(mesh, present));
    }
}
