package org.shardplan.mixed;

import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.NodeClass;

/** Nodes in any order: a state is how many of each class are used. */
final class ClassSupply implements Supply {

    private final Lineup lineup;
    private final int[] strides;
    private final int[] largestGroups;
    private final int states;
    /** By state and group. */
    private final int[] after;
    private final int[] leastStages;
    private final int[] groups;

    ClassSupply(Lineup lineup) {
        this.lineup = lineup;
        this.strides = new int[lineup.classes().size()];
        this.largestGroups = new int[strides.length];
        int stride = 1;
        for (int i = 0; i < strides.length; i++) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, nodes(i) + 1);
        }
        this.states = stride;
        lineup.groups().forEach(group -> largestGroups[group.nodeClass()] =
                Math.max(largestGroups[group.nodeClass()], group.nodes()));
        this.after = IntStream.range(0, states * lineup.groups().size())
                .map(i -> stateAfter(i / lineup.groups().size(), i % lineup.groups().size())).toArray();
        this.groups = IntStream.range(0, lineup.groups().size()).toArray();
        this.leastStages = IntStream.range(0, states).map(this::stages).toArray();
    }

    /** States of these classes, as far as a number can tell. */
    static double states(Iterable<NodeClass> classes) {
        double states = 1;
        for (NodeClass nodes : classes) {
            states *= nodes.nodes() + 1;
        }
        return states;
    }

    @Override
    public int states() {
        return states;
    }

    @Override
    public int[] following(int state) {
        return groups;
    }

    @Override
    public int[] preceding(int state) {
        return groups;
    }

    @Override
    public int after(int state, int group) {
        return after[state * lineup.groups().size() + group];
    }

    private int stateAfter(int state, int group) {
        Group added = lineup.groups().get(group);
        int used = used(state, added.nodeClass()) + added.nodes();
        return used <= nodes(added.nodeClass()) ? state + added.nodes() * strides[added.nodeClass()] : -1;
    }

    @Override
    public int before(int state, int group) {
        Group added = lineup.groups().get(group);
        return used(state, added.nodeClass()) >= added.nodes()
                ? state - added.nodes() * strides[added.nodeClass()] : -1;
    }

    @Override
    public boolean mayEnd(int state) {
        for (int i = 0; i < strides.length; i++) {
            if (lineup.classes().get(i).useAll() && used(state, i) < nodes(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int leastStages(int state) {
        return leastStages[state];
    }

    private int stages(int state) {
        int stages = 0;
        for (int i = 0; i < strides.length; i++) {
            stages += largestGroups[i] == 0 ? 0 : (used(state, i) + largestGroups[i] - 1) / largestGroups[i];
        }
        return stages;
    }

    private int used(int state, int nodeClass) {
        return state / strides[nodeClass] % (nodes(nodeClass) + 1);
    }

    private int nodes(int nodeClass) {
        return lineup.classes().get(nodeClass).nodes();
    }
}
