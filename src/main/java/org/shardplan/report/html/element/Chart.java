package org.shardplan.report.html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars, each of several pieces, with the table of their numbers. The script draws what the table says; where
 * scripts do not run the table is there instead.
 *
 * @param description what the chart shows, for those who do not see it
 * @param rowHead what a row is
 * @param series the pieces of a bar; where there is only one, rows have colours
 * @param rows the bars
 * @param limits lines across all bars
 */
public record Chart(String description, String rowHead, List<Series> series, List<Row> rows, List<Limit> limits) {

    /**
     * Pieces of the same kind.
     *
     * @param label what they are
     * @param colour number of the colour in the style sheet
     */
    public record Series(String label, int colour) {
    }

    /**
     * One bar.
     *
     * @param label what it is
     * @param pieces its pieces in the order of the series
     * @param total what stands at its end
     */
    public record Row(String label, List<Piece> pieces, String total) {
    }

    /**
     * One piece of a bar.
     *
     * @param value how long it is
     * @param shown its value as people write it
     */
    public record Piece(double value, String shown) {
    }

    /**
     * A line across all bars.
     *
     * @param value where it is
     * @param label what it is
     */
    public record Limit(double value, String label) {
    }

    public static String colour(int number) {
        return "var(--c" + number + ")";
    }

    public Element element() {
        Element plot = Element.styled("div", "plot").with("role", "img").with("aria-label", description);
        Element numbers = Element.of("details", Element.of("summary", "The numbers"), table()).with("open", "");
        Element figure = Element.styled("figure", "chart").with("data-chart", "bars")
                .with("data-limits", limits.stream().map(limit -> plain(limit.value())).reduce((a, b) -> a + " " + b)
                        .orElse(""));
        return figure.holding(List.of(legend(), plot, numbers));
    }

    private Element legend() {
        List<Element> keys = new ArrayList<>();
        for (Series one : series.size() == 1 ? List.<Series>of() : series) {
            keys.add(key("swatch", one.label()).with("style", "--c:" + colour(one.colour())));
        }
        for (int index = 0; index < limits.size(); index++) {
            keys.add(key("limit limit" + index, limits.get(index).label()));
        }
        return Element.styled("ul", "legend").holding(keys);
    }

    private static Element key(String style, String label) {
        return Element.styled("li", style, new Text(label));
    }

    private Element table() {
        List<Element> heads = new ArrayList<>(List.of(Element.of("th", rowHead).with("scope", "col")));
        for (Series one : series) {
            heads.add(Element.styled("th", "number", new Text(one.label())).with("scope", "col")
                    .with("data-colour", colour(one.colour())));
        }
        heads.add(Element.styled("th", "number", new Text("total")).with("scope", "col"));
        return Element.styled("div", "scroll", Element.of("table",
                Element.of("thead", Element.of("tr").holding(heads)),
                Element.of("tbody").holding(rows.stream().map(Chart::row).toList())));
    }

    private static Element row(Row row) {
        List<Element> cells = new ArrayList<>(List.of(Element.of("th", row.label()).with("scope", "row")));
        for (Piece piece : row.pieces()) {
            cells.add(Element.styled("td", "number", new Text(piece.shown())).with("data-value", plain(piece.value())));
        }
        cells.add(Element.styled("td", "number", new Text(row.total())));
        return Element.of("tr").holding(cells);
    }

    /** A number as scripts read it. */
    public static String plain(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
