package org.shardplan.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars under a title, the longest as long as there is room.
 *
 * @param title what is measured, with the unit
 * @param bars the bars
 * @param total the sum, as text
 * @param columns columns the chart may take
 */
 public record BarChart(String title, List<Bar> bars, String total, Columns columns) {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int EIGHT = 8;

    /**
     * One bar.
     *
     * @param label what it stands for
     * @param value its length
     * @param figure its value as text
     */
    public record Bar(String label, double value, String figure) {
    }

    /**
     * Widths of the three columns.
     *
     * @param label of labels
     * @param bar of bars
     * @param figure of figures
     */
    public record Columns(int label, int bar, int figure) {

        public int width() {
            return label + bar + figure + 2;
        }
    }

    /** The chart's lines, all of the same width. */
    public List<String> lines(Style style) {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Width.padRight(title, columns.width())));
        for (Bar bar : bars) {
            lines.add(line(bar.label(), style.bar(drawn(bar.value() / longest, style)), bar.figure()));
        }
        lines.add(line("total", "", total));
        return lines;
    }

    private String line(String label, String bar, String figure) {
        return Width.padRight(label, columns.label()) + " " + Width.padRight(bar, columns.bar()) + " "
                + Width.padLeft(figure, columns.figure());
    }

    private String drawn(double share, Style style) {
        int eighths = (int) Math.max(1, Math.round(share * columns.bar() * EIGHT));
        if (!style.unicode()) {
            return eighths < EIGHT / 2 ? "." : "#".repeat(Math.round((float) eighths / EIGHT));
        }
        String rest = eighths % EIGHT == 0 ? "" : EIGHTHS.substring(eighths % EIGHT, eighths % EIGHT + 1);
        return "█".repeat(eighths / EIGHT) + rest;
    }
}
