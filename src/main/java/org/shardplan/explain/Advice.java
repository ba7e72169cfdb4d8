package org.shardplan.explain;

import java.util.Optional;
import org.shardplan.solver.Answer;

/**
 * What helps: the best layout, and how a rejected one becomes feasible.
 *
 * @param answer the answer to the question the layout was proposed for
 * @param repairs the nearest feasible layouts, if the layout is rejected and any are
 * @param obstacle why no layout is feasible, if none is
 */
public record Advice(Optional<Answer> answer, Repairs repairs, Optional<Obstacle> obstacle) {

    /** No advice asked for. */
    public static final Advice NONE = new Advice(Optional.empty(), Repairs.NONE, Optional.empty());
}
