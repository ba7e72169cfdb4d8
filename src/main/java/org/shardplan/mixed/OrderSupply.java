package org.shardplan.mixed;

import java.util.stream.IntStream;

/** Nodes in a given order: a state is how many of them are used, from the end of the pipeline on. */
final class OrderSupply implements Supply {

    private final Lineup lineup;
    private final int[] order;
    private final int[] leastStages;
    /** By class: the groups of its nodes. */
    private final int[][] groups;
    private int mustUse;

    /**
     * Nodes in an order.
     *
     * @param order classes of the nodes, that of the last stage first; nodes left out come last
     */
    OrderSupply(Lineup lineup, int[] order) {
        this.lineup = lineup;
        this.order = order.clone();
        this.leastStages = new int[order.length + 1];
        this.groups = IntStream.range(0, lineup.classes().size()).mapToObj(nodeClass ->
                IntStream.range(0, lineup.groups().size())
                        .filter(group -> lineup.groups().get(group).nodeClass() == nodeClass).toArray())
                .toArray(int[][]::new);
        for (int i = 0; i < order.length; i++) {
            mustUse = lineup.classes().get(order[i]).useAll() ? i + 1 : mustUse;
            leastStages[i + 1] = fewestStages(i + 1);
        }
    }

    /** The fewest stages of the first nodes, given those of fewer; unused nodes count as used here. */
    private int fewestStages(int nodes) {
        int least = leastStages[nodes - 1] + 1;
        for (int group : preceding(nodes)) {
            int before = before(nodes, group);
            least = before < 0 ? least : Math.min(least, leastStages[before] + 1);
        }
        return least;
    }

    @Override
    public int states() {
        return order.length + 1;
    }

    @Override
    public int[] following(int state) {
        return state < order.length ? groups[order[state]] : new int[0];
    }

    @Override
    public int[] preceding(int state) {
        return state > 0 ? groups[order[state - 1]] : new int[0];
    }

    @Override
    public int after(int state, int group) {
        int end = state + lineup.groups().get(group).nodes();
        return end <= order.length && areAlike(state, end, group) ? end : -1;
    }

    @Override
    public int before(int state, int group) {
        int begin = state - lineup.groups().get(group).nodes();
        return begin >= 0 && areAlike(begin, state, group) ? begin : -1;
    }

    private boolean areAlike(int from, int to, int group) {
        for (int i = from; i < to; i++) {
            if (order[i] != lineup.groups().get(group).nodeClass()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean mayEnd(int state) {
        return state >= mustUse;
    }

    @Override
    public int leastStages(int state) {
        return leastStages[state];
    }
}
