package org.shardplan.report.html.element;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under a head; columns of numbers are aligned to the right. */
public final class Table {

    private final List<Column> columns;
    private final List<Node> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /**
     * A column.
     *
     * @param head what stands above it
     * @param isNumber whether its cells are numbers
     */
    public record Column(String head, boolean isNumber) {

        public static Column words(String head) {
            return new Column(head, false);
        }

        public static Column number(String head) {
            return new Column(head, true);
        }

        Element cell(String name, Node... content) {
            return isNumber ? Element.styled(name, "number", content) : Element.of(name, content);
        }
    }

    /** A row; the first cell is what the row is about. */
    public Table row(Node... cells) {
        List<Node> row = new ArrayList<>();
        for (int index = 0; index < cells.length; index++) {
            Element cell = columns.get(index).cell(index == 0 ? "th" : "td", cells[index]);
            row.add(index == 0 ? cell.with("scope", "row") : cell);
        }
        rows.add(Element.of("tr").holding(row));
        return this;
    }

    /** A row of words. */
    public Table row(String... cells) {
        Node[] words = new Node[cells.length];
        for (int index = 0; index < cells.length; index++) {
            words[index] = new Text(cells[index]);
        }
        return row(words);
    }

    /** The table, which scrolls by itself where it is wider than the page. */
    public Element element() {
        List<Element> heads = columns.stream()
                .map(column -> column.cell("th", new Text(column.head())).with("scope", "col")).toList();
        return Element.styled("div", "scroll", Element.of("table",
                Element.of("thead", Element.of("tr").holding(heads)), Element.of("tbody").holding(rows)));
    }
}
