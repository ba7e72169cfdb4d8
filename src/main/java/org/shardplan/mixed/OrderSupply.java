package org.shardplan.mixed;

/** Nodes in a given order: a state is how many of them are used, from the end of the pipeline on. */
final class OrderSupply implements Supply {

    private final Lineup lineup;
    private final int[] order;
    private final int mustUse;

    /**
     * Nodes in an order.
     *
     * @param order classes of the nodes, that of the last stage first; nodes left out come last
     */
    OrderSupply(Lineup lineup, int[] order) {
        this.lineup = lineup;
        this.order = order.clone();
        this.mustUse = mustUse();
    }

    private int mustUse() {
        int most = 0;
        for (int i = 0; i < order.length; i++) {
            most = lineup.classes().get(order[i]).useAll() ? i + 1 : most;
        }
        return most;
    }

    @Override
    public int states() {
        return order.length + 1;
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
    public double used(int state, double[] perNode) {
        double sum = 0;
        for (int i = 0; i < state; i++) {
            sum += perNode[order[i]];
        }
        return sum;
    }
}
