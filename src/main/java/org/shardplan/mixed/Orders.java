package org.shardplan.mixed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.space.Deadline;

/**
 * The best sequence of a lineup for each order of its nodes: which of them form stages together and how many layers
 * each takes is found exactly, so that only the order is left to be decided. Orders seen lately are remembered.
 */
public final class Orders {

    private static final int MOST_REMEMBERED = 200_000;
    /** Orders that cost more than this times the best are all as bad as each other. */
    private static final double HOPELESS = 1.01;

    private final Lineup lineup;
    private final Map<String, LineupAnswer> remembered = new LinkedHashMap<>();
    private double least = Double.POSITIVE_INFINITY;

    public Orders(Lineup lineup) {
        this.lineup = lineup;
    }

    /** The classes of all nodes, class by class. */
    int[] plain() {
        return new Filling(lineup).rest();
    }

    /** The order in which a sequence takes the nodes; those it leaves out come last. */
    int[] of(Sequence sequence) {
        Filling filling = new Filling(lineup);
        for (int i = sequence.parts().size() - 1; i >= 0; i--) {
            Group group = lineup.groups().get(sequence.parts().get(i).group());
            filling.take(group.nodeClass(), group.nodes());
        }
        return filling.rest();
    }

    /**
     * The best sequence of an order; none if it is hopeless beside the orders seen before.
     *
     * @param order classes of the nodes, that of the last stage first; nodes that are left out come last
     */
    public LineupAnswer best(int[] order) {
        String key = new String(order, 0, order.length);
        LineupAnswer known = remembered.get(key);
        if (known == null) {
            known = found(order);
            remembered.put(key, known);
            forget();
        }
        return known;
    }

    private LineupAnswer found(int[] order) {
        LineupAnswer found = ThresholdSearch.of(lineup, order).below(HOPELESS * least, Deadline.never());
        least = Math.min(least, found.seconds());
        return found;
    }

    /** What hopeless orders cost at least. */
    public double hopeless() {
        return HOPELESS * least;
    }

    private void forget() {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    /** Layers for which an order has no room, wherever its stages end; 0 if there seems to be room. */
    public int missingLayers(int[] order) {
        int room = new Reach(new StageGraph(lineup, new OrderSupply(lineup, order)), Cost.UNLIMITED).all();
        return Math.max(0, lineup.layers() - room);
    }

    /** An order in the making. */
    private static final class Filling {

        private final int[] left;
        private final int[] order;
        private int next;

        Filling(Lineup lineup) {
            this.left = lineup.classes().stream().mapToInt(NodeClass::nodes).toArray();
            this.order = new int[lineup.nodes()];
        }

        void take(int nodeClass, int nodes) {
            Arrays.fill(order, next, next + nodes, nodeClass);
            next += nodes;
            left[nodeClass] -= nodes;
        }

        /** The order, the nodes left behind the others. */
        int[] rest() {
            for (int i = 0; i < left.length; i++) {
                take(i, left[i]);
            }
            return order;
        }
    }
}
