package org.shardplan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.report.Figures;
import org.shardplan.report.LayoutWords;
import org.shardplan.report.html.Chart.Piece;
import org.shardplan.report.html.Chart.Row;
import org.shardplan.report.html.Chart.Series;
import org.shardplan.time.TimePart;

/** Where the time of a step goes. */
final class TimeSection {

    private static final double PERCENT = 100;
    private static final double VISIBLE_SHARE = 0.0005;

    private TimeSection() {
    }

    /** The parts of one step. */
    static List<Element> of(Estimate estimate) {
        List<Row> rows = new ArrayList<>();
        for (TimePart part : parts(List.of(estimate))) {
            double seconds = estimate.time().seconds(part);
            String shown = seconds(seconds) + "  " + Figures.percent(PERCENT * seconds / estimate.stepSeconds());
            rows.add(new Row(part.label(), List.of(new Piece(seconds, shown)), shown));
        }
        List<Element> content = new ArrayList<>();
        content.add(new Chart("Seconds of each part of a step, " + seconds(estimate.stepSeconds()) + " in all.", "part",
                List.of(new Series("time", 0)), rows, List.of()).element());
        if (estimate.time().exposedCommunicationSeconds() > 0) {
            content.add(Pieces.remark(communication(estimate)));
        }
        return content;
    }

    private static String communication(Estimate estimate) {
        double hidden = estimate.time().hiddenCommunicationSeconds();
        return "The step waits " + seconds(estimate.time().exposedCommunicationSeconds()) + " for communication ("
                + Figures.percent(estimate.communicationPercent()) + ")"
                + (hidden > 0 ? ", " + seconds(hidden) + " more is hidden behind compute." : ".");
    }

    /** The steps of several layouts above each other. */
    static Element compared(List<Estimate> estimates) {
        List<TimePart> parts = parts(estimates);
        List<Series> series = parts.stream().map(part -> new Series(part.label(), part.ordinal())).toList();
        List<Row> rows = estimates.stream().map(estimate -> row(estimate, parts)).toList();
        return new Chart("Seconds of a step of each layout, by part.", "layout", series, rows, List.of()).element();
    }

    private static Row row(Estimate estimate, List<TimePart> parts) {
        List<Piece> pieces = parts.stream().map(part -> estimate.time().seconds(part))
                .map(seconds -> new Piece(seconds, seconds(seconds))).toList();
        return new Row(new LayoutWords(estimate.problem(), estimate.layout()).factors(), pieces,
                seconds(estimate.stepSeconds()));
    }

    private static List<TimePart> parts(List<Estimate> estimates) {
        return Stream.of(TimePart.values()).filter(part -> estimates.stream().anyMatch(
                estimate -> estimate.time().seconds(part) > VISIBLE_SHARE * estimate.stepSeconds())).toList();
    }

    private static String seconds(double seconds) {
        return seconds == 0 ? "0 s" : Figures.seconds(seconds);
    }
}
