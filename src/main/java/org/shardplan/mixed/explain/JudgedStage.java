package org.shardplan.mixed.explain;

import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Schedule;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.problem.Pool;
import org.shardplan.rule.Candidate;

/**
 * One stage of a mixed pipeline under judgement.
 *
 * @param pipeline the numbers of the pipeline
 * @param index the stage, counted from 0
 */
record JudgedStage(MixedEstimate pipeline, int index) {

    StageEstimate estimate() {
        return pipeline.stages().get(index);
    }

    Pool pool() {
        return pipeline.pool(estimate());
    }

    /** The nodes of the stage as the rules of single pools see them: a layout of its own. */
    Candidate alone(LayoutEstimator estimator) {
        Layout own = pipeline.layout().stage(index);
        Execution execution = own.execution();
        return new Candidate(estimator, new Layout(
                pipeline.layout().shared().mesh(own.mesh().pool(), own.mesh().tensor(), 1), execution, Schedule.PLAIN,
                own.recomputation(), own.states()));
    }
}
