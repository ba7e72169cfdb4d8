package org.shardplan.mixed.optaplanner;

import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.Orders;

/** What an order costs at best, in nanoseconds; hard is what it has no room for, until an order is known that has. */
public final class OrderScore implements EasyScoreCalculator<OrderPlan, HardSoftLongScore> {

    private static final double NANOS = 1e9;

    @Override
    public HardSoftLongScore calculateScore(OrderPlan plan) {
        Orders orders = plan.orders();
        int[] order = plan.order();
        LineupAnswer best = orders.best(order);
        if (best.best().isPresent()) {
            return HardSoftLongScore.ofSoft(-nanos(best.seconds()));
        }
        return Double.isFinite(orders.hopeless()) ? HardSoftLongScore.ofSoft(-nanos(orders.hopeless()))
                : HardSoftLongScore.ofHard(-1 - orders.missingLayers(order));
    }

    static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }
}
