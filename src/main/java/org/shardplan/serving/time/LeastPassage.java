package org.shardplan.serving.time;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What no order of the stages and no division of the layers can beat.
 *
 * <p>Fast stages take as many layers as they may; the busiest stage takes at least what all would take if layers could
 * be cut at will; sending on takes at least what it takes within a kind.
 *
 * @param groups the stages by kind
 * @param layers layers of the model
 */
record LeastPassage(List<Group> groups, int layers) implements Passage {

    LeastPassage {
        groups = List.copyOf(groups);
    }

    /**
     * Stages of one kind.
     *
     * @param time pipelines of this kind
     * @param stages how many stages, and which layers they may hold
     */
    record Group(KindTime time, AlikeStages stages) {
    }

    /** Seconds of a layer, and of sending on, of each stage of a group. */
    private record Rate(AlikeStages stages, double layer, double sending) {

        double number() {
            return stages.stages();
        }

        /** The busiest of these stages, whatever the others do. */
        double busiest() {
            return Math.ceil(stages.leastLayers() / number()) * layer + sending;
        }
    }

    @Override
    public int stages() {
        return groups.stream().mapToInt(group -> group.stages().stages()).sum();
    }

    @Override
    public Pass of(Function<KindTime, StepBreakdown> work) {
        double head = Double.POSITIVE_INFINITY;
        double engine = 0;
        for (Group group : groups) {
            StepBreakdown whole = work.apply(group.time());
            head = Math.min(head, whole.seconds(StepPart.HEAD));
            engine = Math.max(engine, whole.seconds(StepPart.ENGINE));
        }
        List<Rate> rates = groups.stream().map(group -> rate(group, work.apply(group.time()))).toList();
        return new Pass(through(rates) + head, busiest(rates), engine);
    }

    private Rate rate(Group group, StepBreakdown whole) {
        return new Rate(group.stages(), Passage.layers(whole) / layers,
                whole.seconds(StepPart.PIPELINE_COMMUNICATION) / group.time().stages());
    }

    private double through(List<Rate> rates) {
        double seconds = 0;
        double left = layers;
        for (Rate rate : rates) {
            seconds += rate.stages().leastLayers() * rate.layer() + rate.number() * rate.sending();
            left -= rate.stages().leastLayers();
        }
        for (Rate rate : rates.stream().sorted(Comparator.comparingDouble(Rate::layer)).toList()) {
            double more = Math.min(left, rate.stages().mostLayers() - rate.stages().leastLayers());
            seconds += more * rate.layer();
            left -= more;
        }
        return left > 0 ? Double.POSITIVE_INFINITY : seconds;
    }

    /** w: Σ stages·(w - sending)/layer = layers. */
    private double busiest(List<Rate> rates) {
        double amount = layers;
        double perSecond = 0;
        double most = 0;
        for (Rate rate : rates) {
            amount += rate.number() * rate.sending() / rate.layer();
            perSecond += rate.number() / rate.layer();
            most = Math.max(most, rate.busiest());
        }
        return Math.max(most, amount / perSecond);
    }
}
