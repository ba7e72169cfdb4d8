package org.shardplan.explain;

import java.util.List;

/**
 * Why a question has no answer, and what of it would have to change.
 *
 * @param conflict demands that cannot all be met
 * @param moves demands that would have to move, each on its own
 */
public record Obstacle(Conflict conflict, List<Move> moves) {

    public Obstacle {
        moves = List.copyOf(moves);
    }
}
