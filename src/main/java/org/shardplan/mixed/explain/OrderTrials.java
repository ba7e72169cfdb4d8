package org.shardplan.mixed.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.shardplan.layout.MixedStage;
import org.shardplan.mixed.explain.OtherOrders.Swap;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageOrders;
import org.shardplan.space.Deadline;

/** Tries other orders of the stages of a pipeline, each with its best layers and recomputation. */
final class OrderTrials {

    /** Where there are more orders than that, only neighbours change places. */
    private static final int MOST_ORDERS = 1_000;

    private final StageOrders orders;
    private final List<MixedStage> stages;
    private final Deadline deadline;
    private final Set<List<Integer>> found = new LinkedHashSet<>();

    private OrderTrials(List<MixedStage> stages, StageOrders orders, Deadline deadline) {
        this.stages = stages;
        this.orders = orders;
        this.deadline = deadline;
    }

    static OtherOrders of(MixedEstimate pipeline, Deadline deadline) {
        return StageOrders.of(pipeline.problem(), pipeline.layout().shared())
                .map(orders -> new OrderTrials(pipeline.layout().stages(), orders, deadline).tried())
                .orElse(OtherOrders.NONE);
    }

    private OtherOrders tried() {
        List<Swap> swaps = IntStream.range(0, stages.size() - 1)
                .filter(first -> stages.get(first).pool() != stages.get(first + 1).pool())
                .takeWhile(first -> !deadline.isOver())
                .mapToObj(first -> new Swap(first, orders.best(StageOrders.nodes(swapped(first))))).toList();
        collect(new ArrayList<>(), stages);
        found.remove(StageOrders.nodes(stages));
        boolean few = found.size() < MOST_ORDERS;
        List<MixedEstimate> others = found.stream().takeWhile(order -> few && !deadline.isOver())
                .map(orders::best).flatMap(Optional::stream).toList();
        return few && !deadline.isOver() ? new OtherOrders(swaps, found.size(), fastest(others))
                : new OtherOrders(swaps, 0, Optional.empty());
    }

    private static Optional<MixedEstimate> fastest(List<MixedEstimate> pipelines) {
        return pipelines.stream().min(Comparator.comparingDouble(MixedEstimate::stepSeconds));
    }

    private List<MixedStage> swapped(int first) {
        List<MixedStage> swapped = new ArrayList<>(stages);
        Collections.swap(swapped, first, first + 1);
        return swapped;
    }

    /** Orders that begin like this, until there are too many. */
    private void collect(List<MixedStage> begin, List<MixedStage> left) {
        if (left.isEmpty()) {
            found.add(StageOrders.nodes(begin));
        }
        Set<List<Integer>> tried = new LinkedHashSet<>();
        for (int next = 0; next < left.size() && found.size() <= MOST_ORDERS; next++) {
            if (tried.add(StageOrders.nodes(List.of(left.get(next))))) {
                List<MixedStage> rest = new ArrayList<>(left);
                List<MixedStage> longer = new ArrayList<>(begin);
                longer.add(rest.remove(next));
                collect(longer, rest);
            }
        }
    }
}
