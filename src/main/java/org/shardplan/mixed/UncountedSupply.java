package org.shardplan.mixed;

import java.util.stream.IntStream;

/** As many nodes of every class as one likes: a state is how many stages there are. */
final class UncountedSupply implements Supply {

    private final int mostStages;
    private final int[] groups;

    UncountedSupply(Lineup lineup) {
        this.mostStages = Math.min(lineup.nodes(), lineup.layers());
        this.groups = IntStream.range(0, lineup.groups().size()).toArray();
    }

    @Override
    public int states() {
        return mostStages + 1;
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
        return state < mostStages ? state + 1 : -1;
    }

    @Override
    public boolean mayEnd(int state) {
        return true;
    }
}
