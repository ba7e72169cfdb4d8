package org.shardplan.mixed;

/**
 * How many layers the stages added so far may hold: at least what the unused nodes cannot take, at most what the used
 * ones can.
 */
final class Reach {

    private static final double ROUNDING = 1e-9;

    private final int[] least;
    private final int[] most;

    Reach(Lineup lineup, Supply supply, double[] perNode) {
        int states = supply.states();
        this.least = new int[states];
        this.most = new int[states];
        double all = supply.used(states - 1, perNode);
        for (int state = 1; state < states; state++) {
            double used = supply.used(state, perNode);
            least[state] = (int) Math.max(1, Math.ceil(lineup.layers() - (all - used) - ROUNDING));
            most[state] = (int) Math.min(lineup.layers() - 1.0, Math.floor(used + ROUNDING));
        }
    }

    int least(int state) {
        return least[state];
    }

    int most(int state) {
        return most[state];
    }

    /** Numbers of layers to tell apart: none if the state leads nowhere, one (no layers) before the first stage. */
    int width(int state) {
        return Math.max(0, most[state] - least[state] + 1);
    }
}
