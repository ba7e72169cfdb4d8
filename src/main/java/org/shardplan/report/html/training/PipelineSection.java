package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.PipelineChart;
import org.shardplan.report.page.Figures;
import org.shardplan.time.TimePart;

/** What every pipeline stage does when, and where it stands still. */
final class PipelineSection {

    private static final double PERCENT = 100;

    private final Estimate estimate;
    private final int stages;
    private final int microBatches;

    private PipelineSection(Estimate estimate) {
        this.estimate = estimate;
        this.stages = estimate.layout().mesh().pipeline();
        this.microBatches = estimate.problem().training().microBatches(estimate.layout());
    }

    static List<Element> of(Estimate estimate) {
        return estimate.layout().mesh().pipeline() == 1 ? List.of() : new PipelineSection(estimate).content();
    }

    private List<Element> content() {
        List<Passes> passes = new LayoutEstimator(estimate.problem()).passes(estimate.layout());
        PipelineChart chart = new PipelineChart(schedule(), passes, stages, microBatches);
        double slowest = passes.stream().mapToDouble(Passes::total).max().orElse(0);
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary() + chart.difference(bubble()))));
        content.addAll(chart.elements(microBatches * slowest + bubble()));
        return content;
    }

    private Schedule schedule() {
        return estimate.layout().schedule();
    }

    private double bubble() {
        return estimate.time().seconds(TimePart.PIPELINE_BUBBLE);
    }

    private String summary() {
        return Figures.count(microBatches, "micro-batch", "micro-batches") + " through " + Figures.count(stages)
                + " stages, " + schedule().kind().label()
                + (schedule().chunks() > 1 ? " with " + schedule().chunks() + " chunks a stage" : "") + ". "
                + "The busiest stage stands still for " + (bubble() == 0 ? "0 s" : Figures.seconds(bubble()))
                + " of the step: a bubble of " + Figures.percent(PERCENT * bubble() / estimate.stepSeconds()) + ".";
    }
}
