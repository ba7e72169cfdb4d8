package org.shardplan.solver;

import java.time.Duration;
import org.shardplan.layout.Mesh;
import org.shardplan.space.Deadline;
import org.shardplan.space.SearchSpace;

/**
 * How many well-formed layouts a space has.
 *
 * @param counted so many are known
 * @param isWhole whether these are all
 */
record LayoutCount(long counted, boolean isWhole) {

    /** Thousands of times what counting a real problem takes. */
    private static final Duration GRACE = Duration.ofMillis(400);

    /** Counts until the deadline, and a moment longer if that has passed. */
    static LayoutCount of(SearchSpace space, Deadline deadline) {
        Deadline grace = Deadline.after(GRACE);
        long counted = 0;
        for (Mesh mesh : space.meshes()) {
            if (grace.isOver() && deadline.isOver()) {
                return new LayoutCount(counted, false);
            }
            counted += space.count(mesh);
        }
        return new LayoutCount(counted, !space.isCutShort());
    }
}
