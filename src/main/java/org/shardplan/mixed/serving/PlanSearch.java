package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.PipelineEstimator;
import org.shardplan.serving.estimate.PipelineOutlook;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.time.AlikeStages;
import org.shardplan.serving.time.StageTimes;
import org.shardplan.space.Deadline;

/**
 * All pipelines of one plan: every number of sequences, every way to share the layers among the groups and every order
 * of the groups, unless a bound shows that none of them is better than the best so far. Beyond 256 sequences only each
 * 16th number is looked at.
 */
final class PlanSearch {

    private final ServingProblem problem;
    private final StageTimes times;
    private final StageRoom stageRoom;
    private final ServedPlan plan;
    private final PlanRoom room;
    private final PipelineOutlook outlook;

    PlanSearch(PipelineEstimator estimator, StageRoom stageRoom, ServedPlan plan) {
        this.problem = estimator.problem();
        this.times = estimator.times();
        this.stageRoom = stageRoom;
        this.plan = plan;
        this.room = new PlanRoom(problem, stageRoom, plan);
        this.outlook = new PipelineOutlook(problem, plan.outline(1));
    }

    /** Most layers that find room while a single sequence runs. */
    int mostLayers() {
        return room.mostLayers(1);
    }

    /** What no pipeline of this plan is better than; empty if there is no room for any. */
    Optional<ServingEstimate> atBest() {
        int most = room.mostSequences();
        return most == 0 ? Optional.empty() : Optional.of(new QuickBound(problem, times, outlook)
                .of(plan.outline(most), room.groups(1)));
    }

    /** What no pipeline of such stages that runs so many sequences is better than. */
    private ServingEstimate atBest(int sequences, List<AlikeStages> groups) {
        return outlook.of(plan.outline(sequences), times.least(groups));
    }

    /** A number of sequences and what no pipeline that runs so many is better than. */
    private record Batch(int sequences, ServingEstimate atBest) {
    }

    /** Offers every pipeline that may be the best. */
    void search(Incumbent incumbent, Deadline deadline) {
        List<Batch> batches = new ArrayList<>();
        room.batches().forEach(
                sequences -> batches.add(new Batch(sequences, atBest(sequences, room.groups(sequences)))));
        batches.sort(Comparator.comparing(batch -> ServingScore.of(batch.atBest())));
        for (Batch batch : batches) {
            if (!deadline.isOver() && incumbent.isBeatenBy(batch.atBest())) {
                search(batch.sequences(), incumbent, deadline);
            }
        }
    }

    private void search(int sequences, Incumbent incumbent, Deadline deadline) {
        List<List<Integer>> orders = orders(plan.groups().size());
        new LayerTotals(room.groups(sequences), problem.model().layers()).forEach(deadline, totals -> {
            if (incumbent.isBeatenBy(atBest(sequences, totals))) {
                orders.forEach(order -> pipeline(sequences, totals, order)
                        .ifPresent(layout -> incumbent.offer(outlook.of(layout, times.of(layout)))));
            }
        });
    }

    private static List<List<Integer>> orders(int groups) {
        if (groups == 0) {
            return List.of(List.of());
        }
        return orders(groups - 1).stream().flatMap(order -> IntStream.range(0, groups).mapToObj(place -> {
            List<Integer> longer = new ArrayList<>(order);
            longer.add(place, groups - 1);
            return longer;
        })).toList();
    }

    private Optional<Pipeline> pipeline(int sequences, List<AlikeStages> totals, List<Integer> order) {
        PipelineDraft draft = new PipelineDraft(plan, stageRoom, sequences);
        for (int place = 0; place < order.size(); place++) {
            int group = order.get(place);
            draft.add(plan.groups().get(group), totals.get(group).leastLayers(),
                    place == 0, place == order.size() - 1);
        }
        return draft.pipeline();
    }
}
