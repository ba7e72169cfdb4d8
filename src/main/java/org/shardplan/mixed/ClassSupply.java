package org.shardplan.mixed;

import org.shardplan.mixed.Lineup.NodeClass;

/** Nodes in any order: a state is how many of each class are used. */
final class ClassSupply implements Supply {

    private final Lineup lineup;
    private final int[] strides;
    private final int states;

    ClassSupply(Lineup lineup) {
        this.lineup = lineup;
        this.strides = new int[lineup.classes().size()];
        int stride = 1;
        for (int i = 0; i < strides.length; i++) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, lineup.classes().get(i).nodes() + 1);
        }
        this.states = stride;
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
    public int after(int state, int group) {
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
    public double used(int state, double[] perNode) {
        double sum = 0;
        for (int i = 0; i < strides.length; i++) {
            sum += used(state, i) * perNode[i];
        }
        return sum;
    }

    private int used(int state, int nodeClass) {
        return state / strides[nodeClass] % (nodes(nodeClass) + 1);
    }

    private int nodes(int nodeClass) {
        return lineup.classes().get(nodeClass).nodes();
    }
}
