package org.shardplan.mixed;

import java.util.stream.IntStream;

/** Nodes in any order: every group may come next, as far as its nodes are there. */
abstract class AnyOrderSupply implements Supply {

    private final int[] groups;

    AnyOrderSupply(Lineup lineup) {
        this.groups = IntStream.range(0, lineup.groups().size()).toArray();
    }

    @Override
    public int[] following(int state) {
        return groups;
    }

    @Override
    public int[] preceding(int state) {
        return groups;
    }
}
