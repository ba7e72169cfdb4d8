package org.shardplan.report.html.mixed;

import java.util.List;
import java.util.stream.Stream;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StepPart;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.TimeChart;
import org.shardplan.report.html.piece.TimeChart.Spent;
import org.shardplan.report.page.Figures;

/** Where the time of a step goes. */
final class MixedTimeSection {

    private static final TimeChart CHART = new TimeChart(List.of(StepPart.values()));

    private MixedTimeSection() {
    }

    static List<Element> of(MixedEstimate pipeline) {
        return List.of(CHART.of(spent("a step", pipeline)), Pieces.remark("The slowest stage, "
                + pipeline.stages().indexOf(pipeline.slowest()) + ", sets the pace: "
                + Figures.count(pipeline.microBatches(), "micro-batch", "micro-batches") + " of "
                + Figures.seconds(pipeline.slowest().seconds()) + "."));
    }

    /** The step of one pipeline above that of another. */
    static Element compared(MixedEstimate one, MixedEstimate best) {
        return CHART.compared(List.of(spent("this one", one), spent("the best", best)));
    }

    private static Spent spent(String label, MixedEstimate pipeline) {
        return new Spent(label, Stream.of(StepPart.values()).map(part -> part.seconds(pipeline)).toList(),
                pipeline.stepSeconds());
    }
}
