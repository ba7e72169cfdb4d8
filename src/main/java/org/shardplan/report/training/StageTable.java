package org.shardplan.report.training;

import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Explanation;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Memory of every pipeline stage that differs from the ones before it. */
public final class StageTable {

    private static final int STAGE = 14;
    private static final int LAYERS = 8;
    private static final int MEMORY = 8;

    private StageTable() {
    }

    public static void write(Explanation explanation, Page page) {
        Estimate estimate = explanation.estimate();
        if (estimate.layout().mesh().pipeline() == 1) {
            return;
        }
        page.blank();
        page.line("  " + page.style().bold(row("Stages", "layers", "GiB")));
        List<Stage> split = StageSplit.of(estimate.problem().model(), estimate.layout().mesh().pipeline(),
                estimate.layout().schedule().chunks()).stages();
        for (int index = 0; index < split.size(); index++) {
            write(split.get(index), explanation.stages().get(index), estimate, page);
        }
    }

    private static void write(Stage stage, MemoryBreakdown memory, Estimate estimate, Page page) {
        boolean fullest = memory.stage() == estimate.memory().stage();
        String alike = stage.copies() == 1 ? ""
                : "   at most, on " + Figures.count(stage.copies()) + " stages that hold the same";
        page.line("  " + row("stage " + stage.index(), Integer.toString(stage.layers()),
                Figures.gib(memory.totalGib())) + (fullest ? "   the fullest" : "") + alike);
    }

    private static String row(String stage, String layers, String memory) {
        return Width.padRight(stage, STAGE) + Width.padLeft(layers, LAYERS) + Width.padLeft(memory, MEMORY);
    }
}
