package org.shardplan.mixed;

/** As many nodes of every class as one likes: a state is how many stages there are. */
final class UncountedSupply extends AnyOrderSupply {

    private final int mostStages;

    UncountedSupply(Lineup lineup) {
        super(lineup);
        this.mostStages = Math.min(lineup.nodes(), lineup.layers());
    }

    @Override
    public int states() {
        return mostStages + 1;
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
