package org.shardplan.mixed;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.NodeClass;

/**
 * Nodes in any order: a state is how many nodes of several classes together are used. Where classes are not merged,
 * that is how many of each.
 */
final class MergedSupply extends AnyOrderSupply {

    private final Lineup lineup;
    private final int[] mergedOf;
    private final int[] nodes;
    private final int[] mustUse;
    private final int[] strides;
    private final int states;
    private final int groups;
    /** By state and group. */
    private final int[] after;

    /**
     * Nodes of merged classes.
     *
     * @param merged classes whose nodes are counted together, every class once
     */
    MergedSupply(Lineup lineup, List<List<Integer>> merged) {
        super(lineup);
        this.lineup = lineup;
        this.mergedOf = new int[lineup.classes().size()];
        this.nodes = new int[merged.size()];
        this.mustUse = new int[merged.size()];
        this.strides = new int[merged.size()];
        int stride = 1;
        for (int i = 0; i < strides.length; i++) {
            for (int nodeClass : merged.get(i)) {
                add(nodeClass, i);
            }
            strides[i] = stride;
            stride = Math.multiplyExact(stride, nodes[i] + 1);
        }
        this.states = stride;
        this.groups = lineup.groups().size();
        this.after = IntStream.range(0, states * groups)
                .map(i -> stateAfter(i / groups, i % groups)).toArray();
    }

    private void add(int index, int to) {
        NodeClass nodeClass = lineup.classes().get(index);
        mergedOf[index] = to;
        nodes[to] += nodeClass.nodes();
        mustUse[to] += nodeClass.useAll() ? nodeClass.nodes() : 0;
    }

    private int stateAfter(int state, int group) {
        Group added = lineup.groups().get(group);
        int merged = mergedOf[added.nodeClass()];
        return used(state, merged) + added.nodes() <= nodes[merged] ? state + added.nodes() * strides[merged] : -1;
    }

    private int used(int state, int merged) {
        return state / strides[merged] % (nodes[merged] + 1);
    }

    @Override
    public int states() {
        return states;
    }

    @Override
    public int after(int state, int group) {
        return after[state * groups + group];
    }

    @Override
    public boolean mayEnd(int state) {
        return IntStream.range(0, nodes.length).allMatch(merged -> used(state, merged) >= mustUse[merged]);
    }
}
