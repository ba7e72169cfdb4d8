package org.shardplan.report.html;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Timeline;
import org.shardplan.report.Figures;
import org.shardplan.time.TimePart;

/** What every pipeline stage does when, and where it stands still. */
final class PipelineSection {

    /** More stages are lines too thin to see. */
    private static final int MOST_STAGES = 64;
    /** Fewest micro-batches drawn of a long step, for a few of its steady part. */
    private static final int FEW = 8;
    private static final double PERCENT = 100;
    private static final double NOTICEABLE = 0.005;

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
        boolean rounds = !schedule().equals(Schedule.PLAIN) && schedule().chunks() > 1 && microBatches % stages != 0;
        if (stages > MOST_STAGES || passes.size() < stages || rounds) {
            return List.of(Pieces.paragraph(summary()), Pieces.remark(stages > MOST_STAGES
                    ? "More than " + MOST_STAGES + " stages are not drawn."
                    : "Such a schedule cannot run and is not drawn."));
        }
        Timeline timeline = Timeline.of(schedule(), passes, drawn());
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary() + difference(timeline))));
        content.addAll(new Gantt(timeline, schedule(), microBatches - drawn(), stepSeconds(passes)).elements());
        return content;
    }

    private Schedule schedule() {
        return estimate.layout().schedule();
    }

    private double bubble() {
        return estimate.time().seconds(TimePart.PIPELINE_BUBBLE);
    }

    /** Warm-up, some steady ones and cool-down; all if there are not many more. */
    private int drawn() {
        int enough = stages * Math.max(2, (FEW + stages - 1) / stages);
        return microBatches <= enough + stages ? microBatches : enough;
    }

    private double stepSeconds(List<Passes> passes) {
        return microBatches * passes.stream().mapToDouble(Passes::total).max().orElse(0) + bubble();
    }

    private String summary() {
        return Figures.count(microBatches, "micro-batch", "micro-batches") + " through " + Figures.count(stages)
                + " stages, " + schedule().kind().label()
                + (schedule().chunks() > 1 ? " with " + schedule().chunks() + " chunks a stage" : "") + ". "
                + "The busiest stage stands still for " + (bubble() == 0 ? "0 s" : Figures.seconds(bubble()))
                + " of the step: a bubble of " + Figures.percent(PERCENT * bubble() / estimate.stepSeconds()) + ".";
    }

    /** The time model takes stages for more alike than they are: where that shows, it is said. */
    private String difference(Timeline timeline) {
        double drawn = timeline.bubbleSeconds();
        return Math.abs(drawn - bubble()) <= NOTICEABLE * Math.max(drawn, bubble()) ? ""
                : " In the drawing it is " + Figures.seconds(drawn) + ", because stages are not alike.";
    }
}
