package org.shardplan.io.runs;

import java.util.Optional;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.MixtureOfExperts.Placement;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Model;

/**
 * The experts of a run's model. Rows give their number and the width of one; shared experts, leading dense layers and
 * routing limits come from the catalogue.
 */
final class RunExperts {

    private final RunCells cells;
    private final Optional<MixtureOfExperts> known;

    RunExperts(RunCells cells, Optional<Model> known) {
        this.cells = cells;
        this.known = known.map(Model::feedForward)
                .filter(MixtureOfExperts.class::isInstance).map(MixtureOfExperts.class::cast);
    }

    /**
     * The block.
     *
     * @param width inner width as the row has it
     * @param gated whether blocks are gated
     */
    MixtureOfExperts read(int width, boolean gated) {
        return known.isPresent() ? like(known.get(), width) : plain(width, gated);
    }

    private MixtureOfExperts like(MixtureOfExperts model, int width) {
        Routing routing = new Routing(
                cells.whole("experts").orElse(model.experts()), cells.whole("topk").orElse(model.topK()),
                model.routing().groups());
        boolean isDenseWidth = width == model.dense().width();
        DenseFeedForward expert =
                isDenseWidth ? model.expert() : new DenseFeedForward(width, model.expert().gated());
        return new MixtureOfExperts(model.dense(), routing, expert, model.sharedWidth(), model.placement());
    }

    private MixtureOfExperts plain(int width, boolean gated) {
        cells.assume("Model not in the catalogue: experts in every layer, none shared.");
        DenseFeedForward expert = new DenseFeedForward(width, gated);
        Routing routing = new Routing(cells.required("experts"), cells.required("topk"), 0);
        return new MixtureOfExperts(expert, routing, expert, 0, new Placement(0, 1));
    }
}
