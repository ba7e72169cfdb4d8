package org.shardplan.report.html.piece;

import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Timeline;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.page.Figures;

/**
 * What the stages of a pipeline do over a step, or why that is not drawn. Of a long step, warm-up, a few micro-batches
 * and cool-down are drawn.
 *
 * @param schedule the schedule
 * @param passes seconds of a micro-batch on every stage that has work
 * @param stages number of stages
 * @param microBatches micro-batches of a step
 */
public record PipelineChart(Schedule schedule, List<Passes> passes, int stages, int microBatches) {

    /** More stages are lines too thin to see. */
    private static final int MOST_STAGES = 64;
    /** Forward passes; more would be a file of many MiB. */
    private static final int MOST_PASSES = 16_384;
    /** Fewest micro-batches drawn of a long step, for a few of its steady part. */
    private static final int FEW = 8;
    private static final double NOTICEABLE = 0.005;

    /**
     * The drawing, or that there is none.
     *
     * @param stepSeconds seconds of all micro-batches with the bubble
     */
    public List<Element> elements(double stepSeconds) {
        return timeline().map(drawn -> new Gantt(drawn, schedule, microBatches - drawn(), stepSeconds).elements())
                .orElseGet(() -> List.of(Pieces.remark(canRun() ? "So many passes are not drawn."
                        : "Such a pipeline cannot run and is not drawn.")));
    }

    /** A time model takes stages for more alike than they are: where its bubble is not the one drawn, it is said. */
    public String difference(double bubble) {
        return timeline().map(Timeline::bubbleSeconds)
                .filter(drawn -> Math.abs(drawn - bubble) > NOTICEABLE * Math.max(drawn, bubble))
                .map(drawn -> " In the drawing it is " + Figures.seconds(drawn) + ", because stages are not alike.")
                .orElse("");
    }

    private Optional<Timeline> timeline() {
        boolean tooMany = stages > MOST_STAGES || (long) stages * drawn() * schedule.chunks() > MOST_PASSES;
        return tooMany || !canRun() ? Optional.empty() : Optional.of(Timeline.of(schedule, passes, drawn()));
    }

    /** Whether every stage has something to do in finite time, and chunks are worked off in whole rounds. */
    private boolean canRun() {
        boolean inRounds = schedule.chunks() == 1
                || schedule.kind() == Schedule.Kind.INTERLEAVED && microBatches % stages == 0;
        double seconds = passes.stream().mapToDouble(Passes::total).sum();
        return inRounds && passes.size() == stages && Double.isFinite(seconds) && seconds > 0;
    }

    /** All if there are not many more than are needed. */
    private int drawn() {
        int enough = stages * Math.max(2, (FEW + stages - 1) / stages);
        return microBatches <= enough + stages ? microBatches : enough;
    }
}
