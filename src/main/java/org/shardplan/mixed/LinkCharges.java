package org.shardplan.mixed;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.NodeClass;

/**
 * Charges nodes for their links, so that merging classes forgets less of them.
 *
 * <pre>  Σ link(a, b) = Σ (link(a, b) - π_a - π_b) + 2·Σ π - π_first - π_last</pre>
 *
 * <p>π charge of a node, at most what any two neighbours' link leaves: π_a + π_b ≤ link(a, b). Only nodes that must be
 * used and form stages alone are charged, so the charges are the same for every sequence; the two largest are given up
 * for the ends.
 * <p>Source: node potentials of Held and Karp 1970, "The traveling-salesman problem and minimum spanning trees".
 */
final class LinkCharges {

    private static final int PASSES = 20;

    private final Lineup lineup;
    private final double[] charges;

    LinkCharges(Lineup lineup) {
        this.lineup = lineup;
        this.charges = IntStream.range(0, lineup.classes().size())
                .mapToDouble(i -> isCharged(i) ? cheapest(i, new double[lineup.classes().size()]) / 2 : 0).toArray();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < charges.length; i++) {
                charges[i] = isCharged(i) ? Math.max(charges[i], cheapest(i, charges)) : 0;
            }
        }
    }

    private boolean isCharged(int nodeClass) {
        return lineup.classes().get(nodeClass).useAll() && lineup.groups().stream()
                .allMatch(group -> group.nodeClass() != nodeClass || group.nodes() == 1);
    }

    /** What the cheapest link of a class leaves to charge. */
    private double cheapest(int nodeClass, double[] charged) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < lineup.groups().size(); i++) {
            for (int j = 0; lineup.groups().get(i).nodeClass() == nodeClass && j < lineup.groups().size(); j++) {
                int other = lineup.groups().get(j).nodeClass();
                double link = Math.min(lineup.links().counted()[i][j], lineup.links().counted()[j][i]);
                if (other != nodeClass) {
                    least = Math.min(least, link - charged[other]);
                } else if (lineup.classes().get(nodeClass).nodes() > 1) {
                    least = Math.min(least, link / 2);
                }
            }
        }
        return Double.isFinite(least) ? Math.max(0, least) : 0;
    }

    /** What all sequences are charged at least. */
    double total() {
        double[] nodes = IntStream.range(0, charges.length).boxed().flatMapToDouble(i -> DoubleStream
                .generate(() -> charges[i]).limit(lineup.classes().get(i).nodes())).sorted().toArray();
        double twice = 2 * Arrays.stream(nodes).sum();
        return nodes.length < 2 ? 0 : twice - nodes[nodes.length - 1] - nodes[nodes.length - 2];
    }

    /** What is left of a link once both its nodes were charged. */
    double left(int from, int to) {
        return lineup.links().counted()[from][to] - charges[lineup.groups().get(from).nodeClass()]
                - charges[lineup.groups().get(to).nodeClass()];
    }

    /** The slowest link of any sequence is no faster: every node that must be used has one. */
    double leastSlowest() {
        double slowest = 0;
        for (int i = 0; i < charges.length; i++) {
            NodeClass nodes = lineup.classes().get(i);
            slowest = Math.max(slowest, nodes.useAll() ? fastestLink(i) : 0);
        }
        return slowest;
    }

    private double fastestLink(int nodeClass) {
        double fastest = Double.POSITIVE_INFINITY;
        double[][] seconds = lineup.links().seconds();
        for (int i = 0; i < seconds.length; i++) {
            for (int j = 0; j < seconds.length; j++) {
                boolean isOwn = lineup.groups().get(i).nodeClass() == nodeClass;
                boolean isOthers = lineup.groups().get(j).nodeClass() != nodeClass
                        || lineup.classes().get(nodeClass).nodes() > 1;
                fastest = isOwn && isOthers
                        ? Math.min(fastest, Math.min(seconds[i][j], seconds[j][i])) : fastest;
            }
        }
        return Double.isFinite(fastest) ? fastest : 0;
    }
}
