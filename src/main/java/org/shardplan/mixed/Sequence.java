package org.shardplan.mixed;

import java.util.List;

/**
 * Stages in the order in which a micro-batch passes them.
 *
 * @param parts the stages
 */
public record Sequence(List<Part> parts) {

    public Sequence {
        parts = List.copyOf(parts);
    }

    /**
     * One stage.
     *
     * @param group index of the nodes it runs on
     * @param layers layers it holds
     */
    public record Part(int group, int layers) {
    }
}
