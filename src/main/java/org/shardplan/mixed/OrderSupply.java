package org.shardplan.mixed;

import java.util.stream.IntStream;

/** Nodes in a given order: a state is how many of them are used, from the end of the pipeline on. */
final class OrderSupply implements Supply {

    private final Lineup lineup;
    private final int[] order;
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
        this.groups = IntStream.range(0, lineup.classes().size()).mapToObj(nodeClass ->
                IntStream.range(0, lineup.groups().size())
                        .filter(group -> lineup.groups().get(group).nodeClass() == nodeClass).toArray())
                .toArray(int[][]::new);
        for (int i = 0; i < order.length; i++) {
            mustUse = lineup.classes().get(order[i]).useAll() ? i + 1 : mustUse;
        }
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
}
