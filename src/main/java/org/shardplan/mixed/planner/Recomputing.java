package org.shardplan.mixed.planner;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.Allowed.PipelineChoices;

/**
 * What a stage recomputes: as little as its memory allows. Recomputing only takes time, and each layer recomputed in
 * full frees memory once there is one, so the quickest way is found without trying all.
 *
 * @param model memory and time
 * @param choices what the problem allows
 */
record Recomputing(StageModel model, PipelineChoices choices) {

    /**
     * The quickest recomputation with which a stage fits, if there is one.
     *
     * @param stage the stage
     * @param layout its layout with this recomputation
     */
    Optional<Recomputation> quickest(Stage stage, Function<Recomputation, Layout> layout) {
        if (fits(stage, layout, Recomputation.NONE)) {
            return Optional.of(Recomputation.NONE);
        }
        Optional<Recomputation> selective =
                Optional.of(Recomputation.SELECTIVE).filter(kind -> fits(stage, layout, kind));
        return Stream.concat(selective.stream(), fewest(stage, layout).stream())
                .min(Comparator.comparingDouble(kind -> model.seconds(layout.apply(kind), stage)));
    }

    private boolean fits(Stage stage, Function<Recomputation, Layout> layout, Recomputation recomputation) {
        return choices.recomputation().contains(recomputation.kind())
                && model.fits(layout.apply(recomputation), stage);
    }

    /** The fewest layers recomputed in full. */
    private Optional<Recomputation> fewest(Stage stage, Function<Recomputation, Layout> layout) {
        if (!fits(stage, layout, Recomputation.FULL)) {
            return Optional.empty();
        }
        int tooFew = choices.partialRecomputation() ? 0 : stage.layers() - 1;
        int enough = stage.layers();
        while (enough - tooFew > 1) {
            int layers = (tooFew + enough) >>> 1;
            if (fits(stage, layout, Recomputation.some(layers))) {
                enough = layers;
            } else {
                tooFew = layers;
            }
        }
        return Optional.of(enough == stage.layers() ? Recomputation.FULL : Recomputation.some(enough));
    }
}
