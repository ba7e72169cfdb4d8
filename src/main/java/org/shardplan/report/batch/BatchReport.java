package org.shardplan.report.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.batch.Aim;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.BreakPoint;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Frontier;
import org.shardplan.batch.Status;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;

/** A batch for people: the table of its cases, then what they show together. */
public final class BatchReport {

    private static final int BRIEF_LINES = 20;

    private final Style style;
    private final Depth depth;
    private final BatchSummary summary;

    public BatchReport(Style style, Depth depth, BatchSummary summary) {
        this.style = style;
        this.depth = depth;
        this.summary = summary;
    }

    /** What there was to do and how it ended. */
    public String heading(List<String> problems) {
        Page page = new Page(style);
        List<String> items = new ArrayList<>();
        items.add("Batch of " + Figures.count(summary.cases(), "case", "cases"));
        items.add(problems.size() == 1 ? problems.get(0) : Figures.count(problems.size()) + " problem files");
        for (Axis axis : summary.grid().axes()) {
            items.add(Figures.count(axis.size(), "value", "values") + " of " + axis.path());
        }
        page.heading(items, style.separator());
        page.list("Answers", statuses(summary), style.separator());
        page.blank();
        return page.toString();
    }

    /** How many cases ended how. */
    public static List<String> statuses(BatchSummary summary) {
        List<String> statuses = new ArrayList<>();
        for (Status status : Status.values()) {
            if (summary.count(status) > 0) {
                statuses.add(Figures.count(summary.count(status)) + " " + status.label());
            }
        }
        return statuses;
    }

    /** The table, to be given one case after the other. */
    public BatchRows rows() {
        return new BatchRows(style, summary, depth == Depth.FULL || summary.cases() <= 2 * BRIEF_LINES
                ? Integer.MAX_VALUE : 2 * BRIEF_LINES);
    }

    /** Frontier and break points. */
    public String closing() {
        Page page = new Page(style);
        frontier(page);
        breakPoints(page);
        return page.toString();
    }

    private void frontier(Page page) {
        List<CaseRow> rows = summary.frontier().map(Frontier::rows).orElse(List.of());
        if (rows.isEmpty() || summary.cases() == 1) {
            return;
        }
        page.blank();
        page.line("  " + style.bold("Frontier of "
                + summary.frontier().orElseThrow().aims().stream().map(Aim::label).collect(Collectors.joining(", ")))
                + ": no case beats these in all of them, " + Figures.count(rows.size()) + " of "
                + Figures.count(summary.answered()));
        BatchRows table = new BatchRows(style, summary, Integer.MAX_VALUE);
        page.line(table.head().stripTrailing());
        rows.stream().limit(limit(rows.size())).forEach(row -> page.line(table.line(row)));
        more(rows.size(), page);
    }

    private void breakPoints(Page page) {
        List<BreakPoint> points = summary.breakPoints();
        if (points.isEmpty()) {
            return;
        }
        page.blank();
        page.line("  " + style.bold("Break points") + ": where the best answer changes");
        List<BreakPoint> told = depth == Depth.FULL || points.stream().noneMatch(BreakPoint::changesHardware)
                ? points : points.stream().filter(BreakPoint::changesHardware).toList();
        List<String> breaks = new BatchBreaks(summary).sentences(told);
        breaks.stream().limit(limit(breaks.size())).forEach(line -> page.line("  " + line));
        more(breaks.size(), page);
        if (told.size() < points.size()) {
            page.line("  " + Figures.count(points.size() - told.size())
                    + " more where only the layout changes, not the GPUs; -v shows all.");
        }
    }

    private int limit(int items) {
        return depth == Depth.FULL ? items : BRIEF_LINES;
    }

    private void more(int items, Page page) {
        if (items > limit(items)) {
            page.line("  … " + Figures.count(items - limit(items)) + " more; -v shows all.");
        }
    }
}
