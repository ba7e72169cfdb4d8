package org.shardplan.io.batch;

import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.shardplan.batch.Aim;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.BreakPoint;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Frontier;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Status;
import org.shardplan.io.json.JsonText;

/** A whole batch as one JSON document, as {@code batch.schema.json} describes it; cases pass through one by one. */
public final class BatchDocument {

    private static final int VERSION = 1;

    private final BatchCases cases;
    private final BatchSummary summary;
    private final JsonText json;

    private BatchDocument(BatchCases cases, BatchSummary summary, JsonText json) {
        this.cases = cases;
        this.summary = summary;
        this.json = json;
    }

    /** Writes the cases of a journal and what they show together. */
    public static void write(Writer out, BatchJournal journal, BatchCases cases, BatchSummary summary) {
        JsonText.to(out, json -> new BatchDocument(cases, summary, json).write(journal));
    }

    private void write(BatchJournal journal) {
        json.count("version", VERSION);
        json.texts("problems", cases.problems());
        json.texts("vary", cases.grid().axes().stream().map(Axis::path).toList());
        json.object("count", ignored -> counts());
        json.<CaseRow>objects("cases", journal::forEach, this::row);
        summary.frontier().ifPresent(frontier -> json.object("frontier", ignored -> frontier(frontier)));
        json.objects("breakPoints", summary.breakPoints(), this::breakPoint);
    }

    private void counts() {
        json.count("cases", summary.cases());
        for (Status status : Status.values()) {
            json.count(status.label(), summary.count(status));
        }
    }

    private void row(CaseRow row) {
        BatchLine.write(row, cases, json);
        row.solved().ifPresent(solved -> json.number("vsBestPercent", summary.percentWorse(solved)));
    }

    private void frontier(Frontier frontier) {
        json.texts("aims", frontier.aims().stream().map(Aim::label).toList());
        json.counts("cases", frontier.rows().stream().mapToLong(CaseRow::number).toArray());
    }

    private void breakPoint(BreakPoint point) {
        List<Axis> axes = cases.grid().axes();
        int[] indices = cases.grid().indices(point.cell());
        json.text("path", axes.get(point.axis()).path());
        json.literal("from", axes.get(point.axis()).values().get(indices[point.axis()]));
        json.literal("notYetAt", axes.get(point.axis()).values().get(point.last()));
        json.object("at", ignored -> {
            for (int axis = 0; axis < indices.length; axis++) {
                if (axis != point.axis() && axes.get(axis).isOrdered()) {
                    json.literal(axes.get(axis).path(), axes.get(axis).values().get(indices[axis]));
                }
            }
        });
        choice("before", point.before());
        choice("after", point.after());
    }

    private void choice(String name, Optional<Choice> choice) {
        choice.ifPresent(present -> json.object(name, ignored -> BatchLine.choice(present, json)));
    }
}
