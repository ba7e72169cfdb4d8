package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.layout.Named;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Chart.Piece;
import org.shardplan.report.html.element.Chart.Row;
import org.shardplan.report.html.element.Chart.Series;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.page.Figures;

/**
 * Where time goes, as bars.
 *
 * @param parts everything it may go to
 */
public record TimeChart(List<? extends Named> parts) {

    /** What the axis counts in, where that is to be said. */
    private static final String UNIT = "data-unit";
    private static final double PERCENT = 100;
    private static final double VISIBLE_SHARE = 0.0005;

    /**
     * Seconds that something takes.
     *
     * @param label what it is
     * @param seconds of each part, in the order of the parts
     * @param total seconds of all parts
     */
    public record Spent(String label, List<Double> seconds, double total) {
    }

    /** One bar for each part of one thing. */
    public Element of(Spent spent) {
        List<Row> rows = new ArrayList<>();
        for (int part : visible(List.of(spent))) {
            double seconds = spent.seconds().get(part);
            String shown = seconds(seconds) + "  " + Figures.percent(PERCENT * seconds / spent.total());
            rows.add(new Row(parts.get(part).label(), List.of(new Piece(seconds, shown)), shown));
        }
        String what = "Seconds of each part of " + spent.label() + ", " + seconds(spent.total()) + " in all.";
        return new Chart(what, "part", List.of(new Series("time", 0)), rows, List.of()).element().with(UNIT, "s");
    }

    /** One bar for each of several things, above each other. */
    public Element compared(List<Spent> several) {
        return compared("a step of each layout", "layout", several);
    }

    /**
     * The same of other things.
     *
     * @param what takes the time
     * @param row what has a bar of its own
     * @param several the bars
     */
    public Element compared(String what, String row, List<Spent> several) {
        int[] visible = visible(several);
        List<Series> series = IntStream.of(visible)
                .mapToObj(part -> new Series(parts.get(part).label(), part)).toList();
        List<Row> rows = several.stream().map(spent -> row(spent, visible)).toList();
        return new Chart("Seconds of " + what + ", by part.", row, series, rows, List.of()).element()
                .with(UNIT, "s");
    }

    private static Row row(Spent spent, int[] visible) {
        List<Piece> pieces = IntStream.of(visible).mapToObj(part -> spent.seconds().get(part))
                .map(seconds -> new Piece(seconds, seconds(seconds))).toList();
        return new Row(spent.label(), pieces, seconds(spent.total()));
    }

    private int[] visible(List<Spent> several) {
        return IntStream.range(0, parts.size()).filter(part -> several.stream().anyMatch(
                spent -> spent.seconds().get(part) > VISIBLE_SHARE * spent.total())).toArray();
    }

    private static String seconds(double seconds) {
        return seconds == 0 ? "0 s" : Figures.seconds(seconds);
    }
}
