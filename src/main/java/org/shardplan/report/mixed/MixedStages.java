package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** The stages of a mixed pipeline in a table. */
final class MixedStages {

    private static final int[] WIDTHS = {7, 20, -6, -6, -5, -8, -12, -14, -10, -10};

    private MixedStages() {
    }

    static void write(MixedEstimate best, Page page) {
        page.blank();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Stage", "runs on", "nodes", "GPUs", "tp", "layers",
                "recomputed", "GiB", "µ-batch", "to next")));
        for (int index = 0; index < best.stages().size(); index++) {
            write(index, best, page);
        }
        page.remark(List.of("stage " + best.stages().indexOf(best.slowest()) + " sets the pace",
                "µ-batch: forward and backward of one micro-batch",
                "to next: its activations to the next stage and their gradients back"));
    }

    private static void write(int index, MixedEstimate best, Page page) {
        StageEstimate stage = best.stages().get(index);
        String usable = Figures.gib(best.pool(stage).gpu().memory().usable().gib());
        boolean isLast = index == best.stages().size() - 1;
        page.line("  " + Width.row(WIDTHS, Integer.toString(index), best.pool(stage).name(),
                Figures.count(stage.stage().nodes()), Figures.count(best.gpus(stage)),
                Integer.toString(stage.stage().tensor()), Integer.toString(stage.stage().layers()),
                MixedWords.recomputed(stage), Figures.gib(stage.memory().totalGib()) + " of " + usable,
                Figures.seconds(stage.seconds()), isLast ? "" : Figures.seconds(stage.roundTrip())));
    }
}
