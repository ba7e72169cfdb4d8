package org.shardplan.report.html.batch;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Status;
import org.shardplan.report.batch.BatchBreaks;
import org.shardplan.report.batch.BatchReport;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.page.Figures;

/** A batch as a web page. However many cases there are, it keeps no more than it shows. */
public final class BatchPage {

    private static final int MOST_BREAKS = 100;

    private final BatchSummary summary;
    private final List<String> problems;
    private final FrontierChart frontier;
    private final CaseTable cases;

    /**
     * A page that waits for its cases.
     *
     * @param summary what all cases show together
     * @param problems the problem files
     */
    public BatchPage(BatchSummary summary, List<String> problems) {
        this.summary = summary;
        this.problems = List.copyOf(problems);
        this.frontier = new FrontierChart(summary);
        this.cases = new CaseTable(summary, problems.size() > 1);
    }

    /** Takes in the next case; they come in their order. */
    public void add(CaseRow row) {
        frontier.add(row);
        cases.add(row);
    }

    /** The file. */
    public String text(Closing closing) {
        Sheet sheet = new Sheet("Batch of " + Figures.count(summary.cases(), "case", "cases"));
        sheet.add(title());
        sheet.add(verdict());
        sheet.section("Frontier", frontier.content());
        sheet.section("Break points: where the best answer changes", breakPoints());
        sheet.section("Cases", cases.content());
        sheet.section("Where the numbers come from", provenance());
        return closing.close(sheet);
    }

    private Element title() {
        Element header = Element.of("header",
                Element.of("h1", "Batch of " + Figures.count(summary.cases(), "case", "cases")),
                Element.styled("p", "question", new Text(problems.size() == 1 ? problems.get(0)
                        : Figures.count(problems.size()) + " problem files")));
        List<Element> axes = new ArrayList<>();
        for (Axis axis : summary.grid().axes()) {
            axes.add(Pieces.remark(Figures.count(axis.size(), "value", "values") + " of " + axis.path()));
        }
        return header.holding(axes);
    }

    private Element verdict() {
        boolean wrong = summary.count(Status.INVALID) + summary.count(Status.FAILED) > 0;
        Mood mood = wrong || summary.answered() == 0 ? Mood.BAD
                : summary.count(Status.INFEASIBLE) + summary.count(Status.FEASIBLE) > 0 ? Mood.UNSURE : Mood.GOOD;
        return Pieces.verdict(mood, "Answers:", String.join(" · ", BatchReport.statuses(summary)));
    }

    private List<Element> breakPoints() {
        if (summary.breakPoints().isEmpty()) {
            return List.of();
        }
        List<String> breaks = new BatchBreaks(summary).sentences(summary.breakPoints());
        List<Element> content = new ArrayList<>(List.of(Pieces.list(breaks.stream().limit(MOST_BREAKS).toList())));
        int more = breaks.size() - MOST_BREAKS;
        if (more > 0) {
            content.add(Pieces.remark("… " + Figures.count(more) + " more; --verbose prints all."));
        }
        return content;
    }

    private List<Element> provenance() {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph("Every case was searched exactly: an "
                + "optimal answer is the optimum of its question, an infeasible case was proved so; a feasible one is "
                + "the best found of a fleet too large for a proof. Times are predictions; "
                + "shardplan solve --html tells the expected error, the sources and the assumptions of one case.")));
        if (problems.size() > 1) {
            content.add(Pieces.list(problems.stream().limit(MOST_BREAKS).toList()));
        }
        return content;
    }
}
