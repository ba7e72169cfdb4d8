package org.shardplan.report.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.BreakPoint;
import org.shardplan.batch.Outcome.Choice;

/** Break points in sentences: {@code from budgetUsd 412,000 on, 64 × H100-SXM-80 beats 64 × A100-SXM-80}. */
public final class BatchBreaks {

    private final BatchSummary summary;

    public BatchBreaks(BatchSummary summary) {
        this.summary = summary;
    }

    /** A sentence for every change; one that is the same at several values of the other fields is told once. */
    public List<String> sentences(List<BreakPoint> points) {
        Map<List<String>, List<BreakPoint>> changes = new LinkedHashMap<>();
        points.forEach(point -> changes.computeIfAbsent(List.of(start(point), end(point)), key -> new ArrayList<>())
                .add(point));
        return changes.entrySet().stream().map(change -> change.getKey().get(0) + others(change.getValue())
                + change.getKey().get(1)).toList();
    }

    private String start(BreakPoint point) {
        Axis axis = summary.grid().axes().get(point.axis());
        return "from " + axis.name() + " " + BatchRows.value(axis, index(point, point.axis())) + " on";
    }

    private String end(BreakPoint point) {
        Axis axis = summary.grid().axes().get(point.axis());
        return ", " + change(point) + " (at " + BatchRows.value(axis, point.last()) + " not yet)";
    }

    /** The values of the other ordered fields, where there are any. */
    private String others(List<BreakPoint> points) {
        List<String> others = new ArrayList<>();
        for (int axis = 0; axis < summary.grid().axes().size(); axis++) {
            if (axis != points.get(0).axis() && summary.grid().axes().get(axis).isOrdered()) {
                others.add(values(axis, points));
            }
        }
        return others.isEmpty() ? "" : " at " + String.join(", ", others);
    }

    /** One value, or from the least to the most; those between too, unless their number is said. */
    private String values(int number, List<BreakPoint> points) {
        Axis axis = summary.grid().axes().get(number);
        int[] indices = points.stream().mapToInt(point -> index(point, number)).sorted().distinct().toArray();
        int first = indices[0];
        int last = indices[indices.length - 1];
        String range = axis.name() + " " + BatchRows.value(axis, first)
                + (last > first ? " to " + BatchRows.value(axis, last) : "");
        return last - first < indices.length ? range : indices.length + " values of " + range;
    }

    private int index(BreakPoint point, int axis) {
        return summary.grid().indices(point.cell())[axis];
    }

    private static String change(BreakPoint point) {
        if (point.before().isEmpty()) {
            return BatchWords.of(point.after().orElseThrow()) + " becomes feasible";
        }
        if (point.after().isEmpty()) {
            return "no layout stays feasible";
        }
        Choice before = point.before().get();
        Choice after = point.after().get();
        if (BatchWords.isFleet(after)) {
            return BatchWords.factors(after) + (BatchWords.factors(after).equals(BatchWords.factors(before))
                    ? ", with other runs" : ", instead of " + BatchWords.factors(before));
        }
        if (point.changesHardware()) {
            return BatchWords.gpus(after) + " beats " + BatchWords.gpus(before);
        }
        return BatchWords.factors(after).equals(BatchWords.factors(before))
                ? BatchWords.factors(after) + " changes its settings"
                : BatchWords.factors(after) + " beats " + BatchWords.factors(before);
    }
}
