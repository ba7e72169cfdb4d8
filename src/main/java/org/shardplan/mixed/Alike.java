package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.StageCosts.Row;

/** Which classes are counted together, so that a program over their counts stays small. */
final class Alike {

    private static final double MOST_STATES = 5_000;
    private static final long MOST_BLOCKS = 20_000;
    private static final double UNLIKE = 1;
    /** How much a difference in closing matters beside one in time: it comes once a step. */
    private static final double CLOSING = 0.1;

    private final Lineup lineup;
    private final long mostBlocks;
    private final List<List<Integer>> merged = new ArrayList<>();

    private Alike(Lineup lineup, long mostBlocks) {
        this.lineup = lineup;
        this.mostBlocks = mostBlocks;
        IntStream.range(0, lineup.classes().size()).forEach(i -> merged.add(List.of(i)));
    }

    /** All orders of the nodes, in a graph whose tables are filled in some milliseconds. */
    static StageGraph graph(Lineup lineup) {
        return graph(lineup, MOST_BLOCKS);
    }

    /** The same with so many tables at most; classes that are most alike are merged first. */
    static StageGraph graph(Lineup lineup, long mostBlocks) {
        Alike alike = new Alike(lineup, mostBlocks);
        Optional<StageGraph> small = alike.small();
        while (small.isEmpty() && alike.merged.size() > 1) {
            alike.mergeMostAlike();
            small = alike.small();
        }
        return small.orElseGet(() -> new StageGraph(lineup, new UncountedSupply(lineup)));
    }

    private Optional<StageGraph> small() {
        return Optional.of(merged).filter(classes -> states() <= MOST_STATES)
                .map(classes -> new StageGraph(lineup, new MergedSupply(lineup, classes)))
                .filter(graph -> graph.blocks() <= mostBlocks);
    }

    private double states() {
        double states = 1;
        for (List<Integer> members : merged) {
            states *= 1 + members.stream().map(lineup.classes()::get).mapToInt(NodeClass::nodes).sum();
        }
        return states;
    }

    private void mergeMostAlike() {
        int[] pair = {0, 1};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < merged.size(); i++) {
            for (int j = i + 1; j < merged.size(); j++) {
                double difference = difference(merged.get(i).get(0), merged.get(j).get(0));
                if (difference < least) {
                    least = difference;
                    pair = new int[] {i, j};
                }
            }
        }
        List<Integer> both = new ArrayList<>(merged.get(pair[0]));
        both.addAll(merged.remove(pair[1]));
        merged.set(pair[0], both);
    }

    /** How far two classes differ in time, closing and room, group by group. */
    private double difference(int one, int other) {
        double sum = 0;
        for (int i = 0; i < lineup.groups().size(); i++) {
            Group group = lineup.groups().get(i);
            if (group.nodeClass() == one) {
                int twin = lineup.groups().indexOf(new Group(other, group.nodes()));
                sum += twin < 0 ? UNLIKE : difference(
                        lineup.costs().row(i, 1, false), lineup.costs().row(twin, 1, false));
            }
        }
        return sum;
    }

    private static double difference(Row one, Row other) {
        int layers = Math.min(one.mostLayers(), other.mostLayers());
        int most = Math.max(one.mostLayers(), other.mostLayers());
        double sum = most == layers ? 0 : UNLIKE * (most - layers) / most;
        for (int i = 1; i <= layers; i++) {
            sum += (Math.abs(one.seconds()[i] / other.seconds()[i] - 1)
                    + CLOSING * Math.abs(one.closing()[i] / other.closing()[i] - 1)) / layers;
        }
        return sum;
    }
}
