package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Unit;

/** Counts what a search looked at and why layouts were rejected. */
final class Tally {

    private final Map<String, Long> rejectedLayouts = new LinkedHashMap<>();
    private long evaluated;

    void evaluated(long layouts) {
        evaluated += layouts;
    }

    void rejected(String rule, long layouts) {
        rejectedLayouts.merge(rule, layouts, Long::sum);
    }

    long evaluatedLayouts() {
        return evaluated;
    }

    /** Rejections, most first, then the meshes that never became layouts. */
    List<Rejection> rejections(Map<String, Long> rejectedMeshes) {
        List<Rejection> rejections = new ArrayList<>();
        rejectedLayouts.forEach((rule, count) -> rejections.add(new Rejection(rule, count, Unit.LAYOUTS)));
        rejectedMeshes.forEach((rule, count) -> rejections.add(new Rejection(rule, count, Unit.MESHES)));
        rejections.sort(Comparator.comparing(Rejection::unit)
                .thenComparing(Comparator.comparingLong(Rejection::count).reversed())
                .thenComparing(Rejection::rule));
        return rejections;
    }
}
