package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.Links;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.StageCosts.Row;

/**
 * The same pipeline with classes merged: a node of a merged class costs what the best of its classes would, and so do
 * its links. Every sequence of the original costs at least as much as its image here, so the best of these is a bound.
 */
final class Relaxation {

    private static final double UNLIKE = 1;
    /** How much a difference in closing matters beside one in time: it comes once a step. */
    private static final double CLOSING = 0.1;

    private final Lineup lineup;
    private final LinkCharges charges;
    private final List<List<Integer>> merged = new ArrayList<>();

    private Relaxation(Lineup lineup) {
        this.lineup = lineup;
        this.charges = new LinkCharges(lineup);
        IntStream.range(0, lineup.classes().size()).forEach(i -> merged.add(List.of(i)));
    }

    /** With as many classes as leave no more states than this; those that are most alike are merged first. */
    static Relaxation of(Lineup lineup, double mostStates) {
        Relaxation relaxation = new Relaxation(lineup);
        while (relaxation.merged.size() > 1 && ClassSupply.states(relaxation.classes()) > mostStates) {
            relaxation.mergeMostAlike();
        }
        return relaxation;
    }

    /** The classes behind each merged one. */
    List<List<Integer>> merged() {
        return merged;
    }

    /** What every sequence costs beyond its image. */
    double charged() {
        return charges.total();
    }

    /** Seconds of a link between two groups. */
    @FunctionalInterface
    private interface LinkSeconds {

        double of(int from, int to);
    }

    /** The relaxed pipeline. */
    Lineup lineup() {
        List<Group> groups = groups();
        List<List<Integer>> members = groups.stream().map(this::members).toList();
        return new Lineup(lineup.layers(), classes(), groups, links(members), lineup.weights(),
                (group, behind, first) -> cheapest(members.get(group), behind, first));
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

    private List<NodeClass> classes() {
        return merged.stream().map(members -> new NodeClass(
                members.stream().mapToInt(i -> lineup.classes().get(i).nodes()).sum(),
                members.stream().allMatch(i -> lineup.classes().get(i).useAll()))).toList();
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < merged.size(); i++) {
            int nodeClass = i;
            lineup.groups().stream().filter(group -> merged.get(nodeClass).contains(group.nodeClass()))
                    .map(group -> new Group(nodeClass, group.nodes())).distinct().forEach(groups::add);
        }
        return groups;
    }

    /** The groups a merged group stands for. */
    private List<Integer> members(Group group) {
        return IntStream.range(0, lineup.groups().size()).filter(i -> lineup.groups().get(i).nodes() == group.nodes()
                && merged.get(group.nodeClass()).contains(lineup.groups().get(i).nodeClass())).boxed().toList();
    }

    /** No sequence's slowest link is faster than the least slowest, so faster links may count as that. */
    private Links links(List<List<Integer>> members) {
        double slowest = charges.leastSlowest();
        double[][] seconds = lineup.links().seconds();
        return new Links(cheapest(members, (from, to) -> Math.max(slowest, seconds[from][to])),
                cheapest(members, charges::left));
    }

    private double[][] cheapest(List<List<Integer>> members, LinkSeconds link) {
        double[][] links = new double[members.size()][members.size()];
        for (int i = 0; i < links.length; i++) {
            for (int j = 0; j < links.length; j++) {
                links[i][j] = cheapest(members.get(i), members.get(j), link);
            }
        }
        return links;
    }

    private double cheapest(List<Integer> from, List<Integer> to, LinkSeconds link) {
        double least = Double.POSITIVE_INFINITY;
        for (int one : from) {
            for (int other : to) {
                least = isPossible(one, other) ? Math.min(least, link.of(one, other)) : least;
            }
        }
        return least;
    }

    /** A class of one node has no neighbour of its own. */
    private boolean isPossible(int from, int to) {
        int nodeClass = lineup.groups().get(from).nodeClass();
        return nodeClass != lineup.groups().get(to).nodeClass() || lineup.classes().get(nodeClass).nodes() > 1;
    }

    private Row cheapest(List<Integer> members, int behind, boolean first) {
        List<Row> rows = members.stream().map(group -> lineup.costs().row(group, behind, first)).toList();
        int most = rows.stream().mapToInt(Row::mostLayers).max().orElse(0);
        double[] seconds = new double[most + 1];
        double[] closing = new double[most + 1];
        for (int layers = 1; layers <= most; layers++) {
            int held = layers;
            seconds[layers] = rows.stream().filter(row -> row.mostLayers() >= held)
                    .mapToDouble(row -> row.seconds()[held]).min().orElseThrow();
            closing[layers] = rows.stream().filter(row -> row.mostLayers() >= held)
                    .mapToDouble(row -> row.closing()[held]).min().orElseThrow();
        }
        return new Row(seconds, closing);
    }
}
