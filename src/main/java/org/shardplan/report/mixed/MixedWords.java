package org.shardplan.report.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Recomputation;
import org.shardplan.mixed.explain.MixedComparison;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.mixed.planner.StageOrders;
import org.shardplan.report.page.Figures;

/** A mixed pipeline in words. */
public final class MixedWords {

    private MixedWords() {
    }

    /** {@code 5 stages on 3 pools}. */
    public static String shape(MixedEstimate pipeline) {
        long pools = pipeline.stages().stream().map(stage -> stage.stage().pool()).distinct().count();
        return Figures.count(pipeline.stages().size(), "stage", "stages") + " on "
                + Figures.count(pools, "pool", "pools");
    }

    /** What all stages have in common. */
    public static List<String> shared(Shared shared) {
        String widths = "dp" + shared.data() + (shared.expert() > 1 ? "·ep" + shared.expert() : "");
        List<String> words = new ArrayList<>(List.of(widths, "micro-batch " + shared.microBatch(),
                "1f1b schedule", "ZeRO-" + shared.states().zeroStage().number(), shared.precision().label()));
        if (shared.states().optimizer() != OptimizerPrecision.FP32) {
            words.add(shared.states().optimizer().label() + " optimizer state");
        }
        if (shared.states().gradients() != GradientPrecision.FP32) {
            words.add(shared.states().gradients().label() + " gradients");
        }
        return words;
    }

    /** What one pipeline has in common that another has not. */
    public static List<String> sharedUnlike(MixedEstimate pipeline, MixedEstimate other) {
        List<String> known = shared(other.layout().shared());
        return shared(pipeline.layout().shared()).stream().filter(word -> !known.contains(word)).toList();
    }

    /** {@code 4 × A100-SXM-40, 6 × H100-SXM-80}: nodes in the order in which a micro-batch passes them. */
    public static String order(MixedEstimate pipeline) {
        List<Integer> nodes = StageOrders.nodes(pipeline.layout().stages());
        List<String> runs = new ArrayList<>();
        for (int start = 0; start < nodes.size(); ) {
            int end = start;
            while (end < nodes.size() && nodes.get(end).equals(nodes.get(start))) {
                end++;
            }
            runs.add(Figures.count(end - start) + " × " + pipeline.problem().training().pool(nodes.get(start)).name());
            start = end;
        }
        return String.join(", ", runs);
    }

    /** {@code 9 + 15 + 9 + 24 + 23}. */
    public static String layers(MixedEstimate pipeline) {
        return pipeline.stages().stream().map(stage -> Integer.toString(stage.stage().layers()))
                .collect(Collectors.joining(" + "));
    }

    /** How many layers of a stage are computed twice, or that their attention is. */
    public static String recomputed(StageEstimate stage) {
        Recomputation recomputation = stage.stage().recomputation();
        return recomputation.isSelective() ? recomputation.kind().label()
                : Integer.toString(recomputation.layersOf(stage.stage().layers()));
    }

    /** How far it is behind, in a sentence. */
    public static String verdict(MixedComparison comparison) {
        String objective = comparison.best().problem().training().goal().objective().label();
        return Figures.percent(comparison.percent()) + " worse by " + objective + ", "
                + Figures.seconds(comparison.other().stepSeconds()) + " a step, the best "
                + Figures.seconds(comparison.best().stepSeconds())
                + (comparison.isTie() ? ": a tie within the model's error." : ".");
    }

    /** {@code filling and draining 2.35 s (2.01 s)}: what takes longer. */
    public static String reason(MixedComparison comparison) {
        return comparison.grown().map(part -> part.label() + " " + Figures.seconds(part.seconds(comparison.other()))
                + " (" + Figures.seconds(part.seconds(comparison.best())) + ")").orElse("");
    }

    /** {@code +1.2 %}. */
    public static String difference(MixedComparison comparison) {
        return Figures.format("%+.1f %%", comparison.percent());
    }
}
