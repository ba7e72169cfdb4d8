package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Timeline;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Gantt;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.time.TimePart;

/** What every pipeline stage does when, and where it stands still. */
final class PipelineSection {

    /** More stages are lines too thin to see. */
    private static final int MOST_STAGES = 64;
    /** Forward passes; more would be a file of many MiB. */
    private static final int MOST_PASSES = 16_384;
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
        if (!canRun(passes)) {
            return List.of(Pieces.paragraph(summary()), Pieces.remark("Such a pipeline cannot run and is not drawn."));
        }
        if (stages > MOST_STAGES || (long) stages * drawn() * schedule().chunks() > MOST_PASSES) {
            return List.of(Pieces.paragraph(summary()), Pieces.remark("So many passes are not drawn."));
        }
        Timeline timeline = Timeline.of(schedule(), passes, drawn());
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary() + difference(timeline))));
        content.addAll(new Gantt(timeline, schedule(), microBatches - drawn(), stepSeconds(passes)).elements());
        return content;
    }

    /** Whether every stage has something to do in finite time, and chunks are worked off in whole rounds. */
    private boolean canRun(List<Passes> passes) {
        boolean inRounds = schedule().chunks() == 1
                || schedule().kind() == Schedule.Kind.INTERLEAVED && microBatches % stages == 0;
        double seconds = passes.stream().mapToDouble(Passes::total).sum();
        return inRounds && passes.size() == stages && Double.isFinite(seconds) && seconds > 0;
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
