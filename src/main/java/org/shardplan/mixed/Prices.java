package org.shardplan.mixed;

import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.Sequence.Part;

/**
 * Prices of nodes by class, with which a program that forgets how many nodes of each class are left still counts them:
 *
 * <pre>  sum ≥ min (sum + Σ price·used) - Σ price·nodes</pre>
 *
 * <p>for any prices where all nodes must be used, and for prices not below 0 where some may be left out.
 * <p>Source: Lagrangian relaxation as in Held and Karp 1970, "The traveling-salesman problem and minimum spanning
 * trees", over the paths of Christofides, Mingozzi and Toth 1981, "State-space relaxation procedures".
 *
 * @param byClass seconds of the sum that a node of each class costs, or brings where below 0
 */
record Prices(double[] byClass) {

    static Prices none(Lineup lineup) {
        return new Prices(new double[lineup.classes().size()]);
    }

    /** What a stage of each group pays. */
    double[] fees(Lineup lineup) {
        return lineup.groups().stream().mapToDouble(group -> group.nodes() * byClass[group.nodeClass()]).toArray();
    }

    /** What all nodes together would pay. */
    double ofAll(Lineup lineup) {
        return IntStream.range(0, byClass.length).mapToDouble(i -> byClass[i] * lineup.classes().get(i).nodes()).sum();
    }

    /** The same, moved; nodes that may be left out never bring anything. */
    Prices moved(Lineup lineup, double[] direction, double step) {
        return new Prices(IntStream.range(0, byClass.length).mapToDouble(i -> {
            double moved = byClass[i] + step * direction[i];
            return lineup.classes().get(i).useAll() ? moved : Math.max(0, moved);
        }).toArray());
    }

    /** By class: how many more nodes a sequence uses than there are, fewer where below 0. */
    static int[] excess(Lineup lineup, Sequence sequence) {
        int[] excess = lineup.classes().stream().mapToInt(NodeClass::nodes).map(nodes -> -nodes).toArray();
        for (Part part : sequence.parts()) {
            Group group = lineup.groups().get(part.group());
            excess[group.nodeClass()] += group.nodes();
        }
        return excess;
    }
}
