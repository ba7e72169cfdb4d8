package org.shardplan.mixed;

import java.util.Arrays;

/** The states of a supply, how few and how many stages can lead to each, and which of them lie side by side. */
final class StageGraph {

    private static final int NEVER = -1;

    private final Lineup lineup;
    private final Supply supply;
    private final int[] fewest;
    private final int[] most;

    StageGraph(Lineup lineup, Supply supply) {
        this.lineup = lineup;
        this.supply = supply;
        this.fewest = new int[supply.states()];
        this.most = new int[supply.states()];
        Arrays.fill(fewest, 1, fewest.length, Integer.MAX_VALUE);
        Arrays.fill(most, 1, most.length, NEVER);
        for (int state = 0; state < most.length; state++) {
            if (isReached(state)) {
                count(state);
            }
        }
    }

    private void count(int state) {
        for (int group : supply.following(state)) {
            int next = supply.after(state, group);
            if (next >= 0) {
                fewest[next] = Math.min(fewest[next], fewest[state] + 1);
                most[next] = Math.max(most[next], most[state] + 1);
            }
        }
    }

    Lineup lineup() {
        return lineup;
    }

    Supply supply() {
        return supply;
    }

    /** Whether any stages lead to a state. */
    boolean isReached(int state) {
        return most[state] != NEVER;
    }

    int fewestStages(int state) {
        return fewest[state];
    }

    int mostStages(int state) {
        return most[state];
    }

    /** Tables a program over this graph fills: states by stages by the group added last. */
    long blocks() {
        long pairs = 0;
        for (int state = 0; state < most.length; state++) {
            pairs += isReached(state) ? most[state] - fewest[state] + 1 : 0;
        }
        return pairs * lineup.groups().size();
    }

    /** Whether two groups can be neighbours with a link no slower than that; one node is no neighbour of its own. */
    boolean areNeighbours(int front, int behind, double slowestLink) {
        Group one = lineup.groups().get(front);
        Group other = lineup.groups().get(behind);
        return lineup.links().seconds()[front][behind] <= slowestLink && (one.nodeClass() != other.nodeClass()
                || one.nodes() + other.nodes() <= lineup.classes().get(one.nodeClass()).nodes());
    }
}
