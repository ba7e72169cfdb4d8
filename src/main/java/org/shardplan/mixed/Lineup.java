package org.shardplan.mixed;

import java.util.List;
import org.shardplan.mixed.StageCosts.Row;

/**
 * A pipeline to be put together: which groups of nodes follow each other, and how many layers each takes.
 *
 * <pre>  Σ t + Σ links + (m - 1)·max t + max closing + exposed·max link</pre>
 *
 * <p>t seconds of a micro-batch on a stage, links seconds between neighbours, m micro-batches of a step.
 *
 * @param layers layers of the model
 * @param classes the nodes
 * @param groups nodes that can form a stage
 * @param links links from group to group
 * @param weights how often the slowest stage and link count
 * @param costs seconds of stages
 */
public record Lineup(
        int layers, List<NodeClass> classes, List<Group> groups, Links links, Weights weights, StageCosts costs) {

    public Lineup {
        classes = List.copyOf(classes);
        groups = List.copyOf(groups);
    }

    /**
     * Nodes that are all alike.
     *
     * @param nodes how many
     * @param useAll whether none may be left out
     */
    public record NodeClass(int nodes, boolean useAll) {
    }

    /**
     * Links between stages, from group to group.
     *
     * @param seconds a micro-batch travels from one to the other and its gradient back
     */
    public record Links(double[][] seconds) {
    }

    /**
     * How often the slowest count.
     *
     * @param pace times the slowest stage counts beyond its own pass: micro-batches less one
     * @param link times the slowest link counts beyond its own pass
     */
    public record Weights(double pace, double link) {
    }

    int nodes() {
        return classes.stream().mapToInt(NodeClass::nodes).sum();
    }

    /** What a sequence of stages costs. */
    public Cost cost(Sequence sequence) {
        Cost cost = Cost.NOTHING;
        int stages = sequence.parts().size();
        for (int index = 0; index < stages; index++) {
            Sequence.Part part = sequence.parts().get(index);
            Row row = costs.row(part.group(), stages - 1 - index, index == 0);
            cost = cost.with(row.seconds()[part.layers()], row.closing()[part.layers()]);
            if (index < stages - 1) {
                cost = cost.withLink(links.seconds()[part.group()][sequence.parts().get(index + 1).group()]);
            }
        }
        return cost;
    }
}
