package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.TimeChart;
import org.shardplan.report.html.piece.TimeChart.Spent;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.time.TimePart;

/** Where the time of a step goes. */
final class TimeSection {

    private static final TimeChart CHART = new TimeChart(List.of(TimePart.values()));

    private TimeSection() {
    }

    /** The parts of one step. */
    static List<Element> of(Estimate estimate) {
        List<Element> content = new ArrayList<>(List.of(CHART.of(spent("a step", estimate))));
        if (estimate.time().exposedCommunicationSeconds() > 0) {
            content.add(Pieces.remark(communication(estimate)));
        }
        return content;
    }

    private static String communication(Estimate estimate) {
        double hidden = estimate.time().hiddenCommunicationSeconds();
        return "The step waits " + Figures.seconds(estimate.time().exposedCommunicationSeconds())
                + " for communication (" + Figures.percent(estimate.communicationPercent()) + ")"
                + (hidden > 0 ? ", " + Figures.seconds(hidden) + " more is hidden behind compute." : ".");
    }

    /** The steps of several layouts above each other. */
    static Element compared(List<Estimate> estimates) {
        return CHART.compared(estimates.stream().map(estimate -> spent(
                new LayoutWords(estimate.problem(), estimate.layout()).factors(), estimate)).toList());
    }

    private static Spent spent(String label, Estimate estimate) {
        return new Spent(label, Stream.of(TimePart.values()).map(estimate.time()::seconds).toList(),
                estimate.stepSeconds());
    }
}
