package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Unit;

/** Counts what a search looked at and why layouts were rejected. */
public final class Tally {

    private final Map<String, Long> rejectedLayouts = new LinkedHashMap<>();
    private long evaluated;

    public void evaluated(long layouts) {
        evaluated += layouts;
    }

    public void rejected(String rule, long layouts) {
        rejectedLayouts.merge(rule, layouts, Long::sum);
    }

    public long evaluatedLayouts() {
        return evaluated;
    }

    /** Rejections, most first, then the meshes that never became layouts. */
    <E> List<Rejection<E>> rejections(Map<String, Long> rejectedMeshes) {
        return rejections(rejectedMeshes, Unit.MESHES);
    }

    /** Rejections, most first, then what never became layouts, counted in this unit. */
    public <E> List<Rejection<E>> rejections(Map<String, Long> rejectedBefore, Unit unit) {
        List<Rejection<E>> rejections = new ArrayList<>();
        rejectedLayouts.forEach((rule, count) -> rejections.add(new Rejection<>(rule, count, Unit.LAYOUTS)));
        rejectedBefore.forEach((rule, count) -> rejections.add(new Rejection<>(rule, count, unit)));
        rejections.sort(Comparator.<Rejection<E>, Unit>comparing(Rejection::unit)
                .thenComparing(Rejection::count, Comparator.reverseOrder()).thenComparing(Rejection::rule));
        return rejections;
    }
}
