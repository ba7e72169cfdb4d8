package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.ServedPace;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;

/** The stages of a pipeline that serves in a table, and which of them hold the others up. */
final class ServedStages {

    private static final int[] WIDTHS = {7, 18, -4, -7, -9, -8, -14, -8, -11, -11};

    private ServedStages() {
    }

    static void write(ServingEstimate best, Page page) {
        page.blank();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Stage", "runs on", "tp", "layers", "weights", "of GiB",
                "keys, values", "room", "step", "prompt")));
        List<ServedStage> stages = ((Pipeline) best.layout()).stages();
        for (int index = 0; index < stages.size(); index++) {
            write(index, stages.get(index), best, page);
        }
        ServedPace pace = new ServedPace(best);
        page.remark(List.of("room: sequences whose keys and values fit, least at stage " + pace.fullestStage(),
                "step: a micro-batch of " + Figures.number(pace.microBatch()) + ", longest at stage "
                        + pace.slowestStage(),
                "prompt: one alone, longest at stage " + pace.slowestPromptStage(),
                Figures.count(pace.inFlight(), "micro-batch", "micro-batches") + " at the slowest stage "
                        + Figures.seconds(pace.slowestSeconds()) + ", through all stages "
                        + Figures.seconds(pace.throughSeconds())));
    }

    private static void write(int index, ServedStage stage, ServingEstimate best, Page page) {
        GroupEstimate estimate = best.groups().get(index);
        page.line("  " + Width.row(WIDTHS, Integer.toString(index), best.pool(estimate).name(),
                Integer.toString(stage.tensor()), Integer.toString(stage.layers()),
                Figures.gib(estimate.memory().weights().gib()), Figures.gib(estimate.memory().usable().gib()),
                Figures.gib(estimate.memory().keyValues().gib()), Figures.count(estimate.memory().sequences()),
                Figures.seconds(estimate.decode().totalSeconds()), Figures.seconds(estimate.prompt().totalSeconds())));
    }
}
