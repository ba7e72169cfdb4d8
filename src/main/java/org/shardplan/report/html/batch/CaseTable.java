package org.shardplan.report.html.batch;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.report.batch.BatchRows;
import org.shardplan.report.batch.BatchWords;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Node;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;

/** The cases of a batch whose answer is not the one before. */
final class CaseTable {

    private static final int MOST = 500;

    private final BatchSummary summary;
    private final boolean namesFiles;
    private final Table table;
    private Outcome previous;
    private int shown;
    private int hidden;

    CaseTable(BatchSummary summary, boolean namesFiles) {
        this.summary = summary;
        this.namesFiles = namesFiles;
        List<Column> columns = new ArrayList<>(List.of(Column.words("Case")));
        for (Axis axis : summary.grid().axes()) {
            columns.add(axis.isOrdered() ? Column.number(axis.name()) : Column.words(axis.name()));
        }
        columns.add(Column.words("Answer"));
        columns.add(Column.number("vs best"));
        columns.add(Column.number("Cost"));
        this.table = new Table(columns.toArray(Column[]::new));
    }

    void add(CaseRow row) {
        boolean same = BatchRows.isSame(previous, row.outcome());
        previous = row.outcome();
        if (same || shown >= MOST) {
            hidden++;
            return;
        }
        shown++;
        table.row(cells(row));
    }

    List<Element> content() {
        List<Element> content = new ArrayList<>(List.of(table.element()));
        if (hidden > 0) {
            content.add(Pieces.remark("… " + Figures.count(hidden, "case", "cases")
                    + (shown < MOST ? " with the answer of the line above." : " more.") + " --csv FILE keeps all."));
        }
        return content;
    }

    private Node[] cells(CaseRow row) {
        List<Node> cells = new ArrayList<>(List.of(new Text(Figures.count(row.number()))));
        BatchRows.values(summary.grid(), row).forEach(value -> cells.add(new Text(value)));
        cells.addAll(row.solved().map(solved -> solved(row, solved)).orElseGet(() -> unsolved(row)));
        return cells.toArray(Node[]::new);
    }

    private List<Node> solved(CaseRow row, Solved solved) {
        List<String> below = new ArrayList<>(List.of(
                solved.objective().label() + " " + BatchRows.amount(solved.objective(), solved.value()),
                Figures.gib(solved.figures().freeGib()) + " GiB free"));
        below.addAll(file(row));
        return List.of(
                Pieces.twoLines(BatchWords.of(solved.choice()), below),
                new Text(BatchRows.difference(summary, row, solved)),
                new Text(Figures.usd(solved.figures().costUsd())));
    }

    private List<String> file(CaseRow row) {
        return namesFiles ? List.of(row.file()) : List.of();
    }

    private List<Node> unsolved(CaseRow row) {
        Outcome outcome = row.outcome();
        return List.of(Pieces.twoLines(outcome.status().label() + ": " + BatchRows.reason(outcome), file(row)),
                new Text(""), new Text(""));
    }
}
