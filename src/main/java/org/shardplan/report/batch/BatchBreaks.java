package org.shardplan.report.batch;

import java.util.ArrayList;
import java.util.List;
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

    public String sentence(BreakPoint point) {
        Axis axis = summary.grid().axes().get(point.axis());
        int[] indices = summary.grid().indices(point.cell());
        return "from " + axis.name() + " " + BatchRows.value(axis, indices[point.axis()]) + " on"
                + others(point, indices) + ", " + change(point)
                + " (at " + BatchRows.value(axis, point.last()) + " not yet)";
    }

    /** The values of the other ordered fields, where there are any. */
    private String others(BreakPoint point, int[] indices) {
        List<String> others = new ArrayList<>();
        for (int axis = 0; axis < indices.length; axis++) {
            Axis other = summary.grid().axes().get(axis);
            if (axis != point.axis() && other.isOrdered()) {
                others.add(other.name() + " " + BatchRows.value(other, indices[axis]));
            }
        }
        return others.isEmpty() ? "" : " at " + String.join(", ", others);
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
