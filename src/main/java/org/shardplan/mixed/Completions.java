package org.shardplan.mixed;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.shardplan.mixed.StageCosts.Row;

/**
 * The least that completes a pipeline, whatever was added so far: sums of stages, links and fees that are still to come,
 * by used nodes, stages, group added last and layers placed; only stages, closings and links that keep the caps. An
 * exact program from the first stage of the pipeline back to its last. Which stages are behind one decides how many
 * micro-batches it keeps; how many are in front of it does not matter.
 */
final class Completions {

    private final StageGraph graph;
    private final Lineup lineup;
    private final Supply supply;
    private final Cost caps;
    private final double[] fees;
    private final Reach reach;
    /** By state, stages, group added last and layers placed. */
    private final double[][][] rest;

    /**
     * Fills all tables.
     *
     * @param caps of stages, closings and links
     * @param fees by group: what a stage of it costs beside its seconds, or brings where below 0
     */
    Completions(StageGraph graph, Cost caps, double[] fees) {
        this.graph = graph;
        this.lineup = graph.lineup();
        this.supply = graph.supply();
        this.caps = caps;
        this.fees = fees;
        this.reach = new Reach(graph, caps);
        this.rest = new double[supply.states()][][];
        for (int state = rest.length - 1; state > 0 && reach.isEnough(); state--) {
            if (reach.width(state) > 0) {
                fill(state);
            }
        }
    }

    StageGraph graph() {
        return graph;
    }

    Cost caps() {
        return caps;
    }

    Reach reach() {
        return reach;
    }

    private void fill(int state) {
        rest[state] = new double[graph.mostStages(state) + 1][];
        for (int stages = graph.fewestStages(state); stages < rest[state].length; stages++) {
            rest[state][stages] = completions(state, stages);
        }
    }

    private double[] completions(int state, int stages) {
        int width = reach.width(state);
        double[] least = new double[fees.length * width];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int group : supply.following(state)) {
            int next = supply.after(state, group);
            if (next >= 0) {
                Step step = new Step(state, stages, next, group);
                link(least, step, costs(step, width));
            }
        }
        return least;
    }

    /** Puts a stage in front of whatever was added last. */
    private void link(double[] least, Step step, double[] costs) {
        for (int last : supply.preceding(step.state())) {
            double link = lineup.links().seconds()[step.group()][last];
            boolean isOpen = graph.areNeighbours(step.group(), last, caps.link());
            for (int i = 0; isOpen && i < costs.length; i++) {
                int cell = last * costs.length + i;
                least[cell] = Math.min(least[cell], costs[i] + link);
            }
        }
    }

    /** What the new stage and everything in front of it cost, for every number of layers placed before. */
    private double[] costs(Step step, int width) {
        double[] costs = new double[width];
        Row first = lineup.costs().row(step.group(), step.stages(), true);
        int placed = reach.least(step.state());
        for (int i = 0; i < width; i++) {
            costs[i] = canBeFirst(step, first, placed + i)
                    ? fees[step.group()] + first.seconds()[lineup.layers() - placed - i] : Double.POSITIVE_INFINITY;
        }
        if (has(step.next(), step.stages() + 1)) {
            extend(step, costs);
        }
        return costs;
    }

    private void extend(Step step, double[] costs) {
        Row row = lineup.costs().row(step.group(), step.stages(), false);
        double[] after = rest[step.next()][step.stages() + 1];
        int offset = step.group() * reach.width(step.next()) - reach.least(step.next());
        int longest = row.mostLayers(caps);
        for (int i = 0; i < costs.length; i++) {
            int placed = reach.least(step.state()) + i;
            int to = Math.min(longest, reach.most(step.next()) - placed);
            for (int layers = Math.max(1, reach.least(step.next()) - placed); layers <= to; layers++) {
                double cost = fees[step.group()] + row.seconds()[layers] + after[offset + placed + layers];
                costs[i] = row.closing()[layers] <= caps.closing() ? Math.min(costs[i], cost) : costs[i];
            }
        }
    }

    /** Whether a stage can take all layers that are left and be the first of the pipeline. */
    boolean canBeFirst(Step step, Row row, int placed) {
        int layers = lineup.layers() - placed;
        return step.stages() > 0 && layers < row.seconds().length && row.seconds()[layers] <= caps.slowest()
                && row.closing()[layers] <= caps.closing() && supply.mayEnd(step.next());
    }

    private boolean has(int state, int stages) {
        return rest[state] != null && stages < rest[state].length && rest[state][stages] != null;
    }

    /** The least that completes a pipeline after a step with which so many layers are placed, if it is in reach. */
    double after(Step step, int placed) {
        int i = placed - reach.least(step.next());
        int width = reach.width(step.next());
        return i < 0 || i >= width || !has(step.next(), step.stages() + 1) ? Double.POSITIVE_INFINITY
                : rest[step.next()][step.stages() + 1][step.group() * width + i];
    }

    double fee(int group) {
        return fees[group];
    }

    /** The least sum of any pipeline, fees included; infinite if there is none. */
    double least() {
        return !reach.isEnough() ? Double.POSITIVE_INFINITY : IntStream.of(supply.following(0))
                .filter(group -> supply.after(0, group) >= 0)
                .mapToDouble(group -> costs(new Step(0, 0, supply.after(0, group), group), 1)[0])
                .min().orElse(Double.POSITIVE_INFINITY);
    }
}
