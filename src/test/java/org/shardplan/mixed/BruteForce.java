package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.Sequence.Part;

/** Every sequence of a small lineup, one by one. */
final class BruteForce {

    private final Lineup lineup;
    private final int[] left;
    private final List<Part> parts = new ArrayList<>();
    private double least = Double.POSITIVE_INFINITY;
    private final Cost caps;
    private double leastSum = Double.POSITIVE_INFINITY;

    private BruteForce(Lineup lineup, Cost caps) {
        this.lineup = lineup;
        this.caps = caps;
        this.left = lineup.classes().stream().mapToInt(NodeClass::nodes).toArray();
    }

    /** The least cost of any sequence of at least two stages; infinite if there is none. */
    static double leastCost(Lineup lineup) {
        BruteForce search = new BruteForce(lineup, Cost.UNLIMITED);
        search.extend(lineup.layers());
        return search.least;
    }

    /** The least sum of any sequence whose stages, closings and links keep caps; infinite if there is none. */
    static double leastSum(Lineup lineup, Cost caps) {
        BruteForce search = new BruteForce(lineup, caps);
        search.extend(lineup.layers());
        return search.leastSum;
    }

    private void extend(int layers) {
        if (layers == 0) {
            judge();
            return;
        }
        for (int group = 0; group < lineup.groups().size(); group++) {
            Group nodes = lineup.groups().get(group);
            if (left[nodes.nodeClass()] >= nodes.nodes()) {
                left[nodes.nodeClass()] -= nodes.nodes();
                for (int held = 1; held <= layers; held++) {
                    parts.add(new Part(group, held));
                    extend(layers - held);
                    parts.remove(parts.size() - 1);
                }
                left[nodes.nodeClass()] += nodes.nodes();
            }
        }
    }

    private void judge() {
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0 && lineup.classes().get(i).useAll()) {
                return;
            }
        }
        if (parts.size() >= 2 && fits()) {
            Cost cost = lineup.cost(new Sequence(parts));
            least = Math.min(least, cost.total(lineup.weights()));
            leastSum = cost.isWithin(caps) ? Math.min(leastSum, cost.sum()) : leastSum;
        }
    }

    private boolean fits() {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.layers() > lineup.costs().row(part.group(), parts.size() - 1 - i, i == 0).mostLayers()) {
                return false;
            }
        }
        return true;
    }
}
