package org.shardplan.mixed;

import java.util.Arrays;

/**
 * How many layers the stages added so far may hold when no stage and no closing takes longer than a cap: at most what
 * the used nodes can, at least what the unused ones cannot. A stage counts as if as few stages as possible were behind
 * it.
 */
final class Reach {

    /** No way to a complete pipeline. */
    private static final int NEVER = Integer.MIN_VALUE / 4;

    private final Lineup lineup;
    private final Supply supply;
    private final StageGraph graph;
    private final Cost caps;
    /** By stages behind and group: the most layers, and one more; 0 where nobody asked yet. */
    private final int[][] mostByBehind;
    private final int[] used;
    private final int[] rest;

    Reach(StageGraph graph, Cost caps) {
        this.lineup = graph.lineup();
        this.supply = graph.supply();
        this.graph = graph;
        this.caps = caps;
        this.mostByBehind = new int[lineup.nodes() + 1][lineup.groups().size()];
        this.used = new int[supply.states()];
        this.rest = new int[supply.states()];
        Arrays.fill(used, NEVER);
        used[0] = 0;
        for (int state = 0; state < used.length; state++) {
            forward(state);
        }
        for (int state = used.length - 1; state >= 0; state--) {
            backward(state);
        }
    }

    private int most(int state, int group) {
        int[] known = mostByBehind[graph.fewestStages(state)];
        if (known[group] == 0) {
            known[group] = 1 + lineup.costs().row(group, graph.fewestStages(state), false).mostLayers(caps);
        }
        return known[group] - 1;
    }

    private void forward(int state) {
        for (int group : supply.following(state)) {
            int next = used[state] >= 0 ? supply.after(state, group) : -1;
            if (next >= 0 && most(state, group) > 0) {
                used[next] = Math.max(used[next], used[state] + most(state, group));
            }
        }
    }

    private void backward(int state) {
        rest[state] = supply.mayEnd(state) ? 0 : NEVER;
        for (int group : supply.following(state)) {
            int next = used[state] >= 0 ? supply.after(state, group) : -1;
            if (next >= 0 && most(state, group) > 0) {
                rest[state] = Math.max(rest[state], rest[next] + most(state, group));
            }
        }
    }

    /** Whether all layers find room, as far as one can tell so soon. */
    boolean isEnough() {
        return all() >= lineup.layers();
    }

    /** Layers that find room at most. */
    int all() {
        return Math.max(0, rest[0]);
    }

    int least(int state) {
        return state == 0 ? 0 : Math.max(1, lineup.layers() - rest[state]);
    }

    int most(int state) {
        return Math.min(lineup.layers() - 1, used[state]);
    }

    /** Numbers of layers to tell apart: none if the state leads nowhere, one (no layers) before the first stage. */
    int width(int state) {
        return Math.max(0, most(state) - least(state) + 1);
    }
}
