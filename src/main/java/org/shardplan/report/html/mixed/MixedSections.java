package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Schedule;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.PipelineChart;
import org.shardplan.report.page.Figures;

/** Everything there is to show about one mixed pipeline. */
final class MixedSections {

    private static final double PERCENT = 100;

    private MixedSections() {
    }

    static void write(MixedEstimate pipeline, Sheet sheet) {
        sheet.section("Stages", MixedStageTable.stages(pipeline));
        sheet.section("On the cluster", MixedClusterSection.of(pipeline));
        sheet.section("Memory per GPU", MixedMemorySection.of(pipeline));
        sheet.section("Time per step", MixedTimeSection.of(pipeline));
        sheet.section("The pipeline over one step", drawn(pipeline));
        sheet.section("Links", MixedStageTable.links(pipeline));
    }

    private static List<Element> drawn(MixedEstimate pipeline) {
        double links = pipeline.stages().stream().mapToDouble(StageEstimate::roundTrip).sum();
        double bubble = pipeline.fillSeconds() - links;
        PipelineChart chart = new PipelineChart(Schedule.PLAIN,
                pipeline.stages().stream().map(StageEstimate::passes).toList(), pipeline.stages().size(),
                pipeline.microBatches());
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(
                Figures.count(pipeline.microBatches(), "micro-batch", "micro-batches") + " through "
                + Figures.count(pipeline.stages().size(), "stage", "stages") + ", 1f1b. The slowest stage stands still "
                + "for " + Figures.seconds(bubble) + " of the step: a bubble of "
                + Figures.percent(PERCENT * bubble / pipeline.stepSeconds()) + "." + chart.difference(bubble))));
        content.addAll(chart.elements(pipeline.paceSeconds() + bubble));
        content.add(Pieces.remark("Links are not drawn: they take " + Figures.seconds(links)
                + " more to fill and drain, and " + Figures.seconds(pipeline.linkSeconds()) + " in between."));
        return content;
    }
}
