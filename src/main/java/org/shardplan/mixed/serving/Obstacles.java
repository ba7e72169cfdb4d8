package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.mixed.serving.MixedServingAnswer.Obstacle;
import org.shardplan.rule.Violation;

/** The rules that pipelines break: how many do, and the one that is least far off. */
final class Obstacles {

    private final Map<String, Obstacle> byRule = new LinkedHashMap<>();

    void add(Violation violation) {
        byRule.merge(violation.rule(), new Obstacle(1, violation), Obstacles::both);
    }

    private static Obstacle both(Obstacle one, Obstacle other) {
        Violation nearest = other.nearest().excess() < one.nearest().excess() ? other.nearest() : one.nearest();
        return new Obstacle(one.times() + other.times(), nearest);
    }

    /** The most frequent first. */
    List<Obstacle> list() {
        List<Obstacle> list = new ArrayList<>(byRule.values());
        list.sort(Comparator.comparingLong(Obstacle::times).reversed());
        return list;
    }
}
