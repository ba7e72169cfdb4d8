package org.shardplan.mixed;

import java.util.Arrays;
import org.shardplan.mixed.StageCosts.Row;

/**
 * The least sums found so far, by used nodes, stages, group added last and layers placed; only those that keep the caps
 * and can still lead to something useful.
 */
final class Sums {

    private final Lineup lineup;
    private final Supply supply;
    private final Capacity capacity;
    private final Cost caps;
    private final double useless;
    private final Reach reach;
    private final double[][][] cells;

    /**
     * No sums yet.
     *
     * @param caps of stages, closings and links
     * @param useless sums from here on are of no use
     */
    Sums(Lineup lineup, Supply supply, Capacity capacity, Cost caps, double useless) {
        this.lineup = lineup;
        this.supply = supply;
        this.capacity = capacity;
        this.caps = caps;
        this.useless = useless;
        this.reach = new Reach(lineup, supply, caps);
        this.cells = new double[supply.states()][][];
        this.cells[0] = new double[][] {new double[1]};
    }

    Reach reach() {
        return reach;
    }

    boolean has(int state, int stages) {
        return cells[state] != null && stages < cells[state].length && cells[state][stages] != null;
    }

    /** The least sum with this group added last, for the i-th number of layers in reach. */
    double sum(int state, int stages, int group, int i) {
        return cells[state][stages][group * reach.width(state) + i];
    }

    /** The least sum to each number of layers, the link to the new stage included. */
    double[] arriving(Step step) {
        if (step.stages() == 0) {
            return cells[0][0];
        }
        double[] before = cells[step.state()][step.stages()];
        int width = reach.width(step.state());
        double[] arriving = new double[width];
        Arrays.fill(arriving, Double.POSITIVE_INFINITY);
        for (int last : supply.preceding(step.state())) {
            double counted = lineup.links().counted()[step.group()][last];
            boolean isOpen = lineup.links().seconds()[step.group()][last] <= caps.link();
            for (int i = 0; isOpen && i < width; i++) {
                arriving[i] = Math.min(arriving[i], before[last * width + i] + counted);
            }
        }
        dropUseless(arriving, reach.least(step.state()));
        return arriving;
    }

    private void dropUseless(double[] sums, int leastLayers) {
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] + capacity.leastSum(lineup.layers() - leastLayers - i) >= useless) {
                sums[i] = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Whether a stage of so many layers keeps the caps. */
    boolean keeps(Row row, int layers) {
        return layers < row.seconds().length && row.seconds()[layers] <= caps.slowest()
                && row.closing()[layers] <= caps.closing();
    }

    /** Enters what a new stage leads to that others will stand in front of. */
    void place(Step step, double[] arriving, Row row) {
        int longest = row.mostLayers(caps);
        for (int i = 0; i < arriving.length; i++) {
            int placed = reach.least(step.state()) + i;
            int from = Math.max(1, reach.least(step.next()) - placed);
            int to = Math.min(longest, reach.most(step.next()) - placed);
            for (int layers = from; arriving[i] < useless && layers <= to; layers++) {
                if (row.closing()[layers] <= caps.closing()) {
                    enter(step, placed + layers, arriving[i] + row.seconds()[layers]);
                }
            }
        }
    }

    private void enter(Step step, int placed, double sum) {
        int width = reach.width(step.next());
        if (!has(step.next(), step.stages() + 1)) {
            open(step.next(), step.stages() + 1, lineup.groups().size() * width);
        }
        double[] block = cells[step.next()][step.stages() + 1];
        int cell = step.group() * width + placed - reach.least(step.next());
        block[cell] = Math.min(block[cell], sum);
    }

    private void open(int state, int stages, int size) {
        if (cells[state] == null) {
            cells[state] = new double[lineup.nodes() + 1][];
        }
        cells[state][stages] = new double[size];
        Arrays.fill(cells[state][stages], Double.POSITIVE_INFINITY);
    }
}
