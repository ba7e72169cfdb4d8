package org.shardplan.report.mixed;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.time.StepPart;

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
        page.remark(List.of("room: sequences whose keys and values fit, least at stage "
                + most(best, stage -> -stage.memory().sequences()),
                "step: a micro-batch of " + Figures.number(microBatch(best)) + ", longest at stage "
                        + most(best, ServedStages::busy),
                "prompt: one alone, longest at stage " + most(best, stage -> stage.prompt().totalSeconds()),
                pace(best)));
    }

    private static void write(int index, ServedStage stage, ServingEstimate best, Page page) {
        GroupEstimate estimate = best.groups().get(index);
        page.line("  " + Width.row(WIDTHS, Integer.toString(index), best.pool(estimate).name(),
                Integer.toString(stage.tensor()), Integer.toString(stage.layers()),
                Figures.gib(estimate.memory().weights().gib()), Figures.gib(estimate.memory().usable().gib()),
                Figures.gib(estimate.memory().keyValues().gib()), Figures.count(estimate.memory().sequences()),
                Figures.seconds(estimate.decode().totalSeconds()), Figures.seconds(estimate.prompt().totalSeconds())));
    }

    /** Sequences that pass a stage together. */
    private static double microBatch(ServingEstimate best) {
        return Math.max(1, best.answers().occupancy().sequences() / best.groups().size());
    }

    private static int most(ServingEstimate best, ToDoubleFunction<GroupEstimate> what) {
        return IntStream.range(0, best.groups().size()).boxed()
                .max(Comparator.comparingDouble(index -> what.applyAsDouble(best.groups().get(index)))).orElseThrow();
    }

    /** Both terms of the time of a step, prompts and the engine's own time left aside. */
    private static String pace(ServingEstimate best) {
        int inFlight = (int) Math.min(best.groups().size(), Math.ceil(best.answers().occupancy().sequences()));
        double through = best.groups().stream().mapToDouble(stage -> stage.decode().totalSeconds()).sum();
        double busiest = best.groups().stream().mapToDouble(ServedStages::busy).max().orElse(0);
        return Figures.count(inFlight, "micro-batch", "micro-batches") + " at the slowest stage "
                + Figures.seconds(inFlight * busiest) + ", through all stages " + Figures.seconds(through);
    }

    /** What holds others up: all but the LM head. */
    private static double busy(GroupEstimate stage) {
        return stage.decode().totalSeconds() - stage.decode().seconds(StepPart.HEAD);
    }
}
