package org.shardplan.mixed.planner;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.layout.Layout;
import org.shardplan.layout.MixedLayout;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.MixedProblem;

/** Estimates any mixed pipeline of one problem whose layers are as many as the model's. */
public final class MixedEstimator {

    private final MixedProblem problem;
    private final StageModel model;

    public MixedEstimator(MixedProblem problem) {
        this.problem = problem;
        this.model = new StageModel(problem);
    }

    public MixedEstimate estimate(MixedLayout layout) {
        List<StageEstimate> stages = IntStream.range(0, layout.stages().size())
                .mapToObj(index -> stage(layout, index)).toList();
        int microBatches = problem.training().training().microBatches(layout.stage(0));
        return new MixedEstimate(problem, layout, stages, model.exposedRoundTrips(microBatches));
    }

    private StageEstimate stage(MixedLayout layout, int index) {
        Layout own = layout.stage(index);
        int last = layout.stages().size() - 1;
        Stage stage = model.stage(index, layout.stages().get(index).layers(), index == last);
        return new StageEstimate(layout.stages().get(index), model.memory(own, stage), model.passes(own, stage),
                model.closing(own, stage), index == last ? 0 : model.roundTrip(own, layout.stage(index + 1)));
    }

    /** Whether every stage fits its memory less the reserve. */
    public boolean fits(MixedEstimate estimate) {
        return estimate.stages().stream().allMatch(
                stage -> stage.memory().totalBytes() <= model.availableBytes(stage.stage().pool()));
    }
}
