package org.shardplan.mixed.planner;

import org.shardplan.layout.MixedStage;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.pipeline.Passes;

/**
 * The numbers of one stage.
 *
 * @param stage what was decided
 * @param memory the fullest GPU, by part
 * @param passes seconds of one micro-batch, pass by pass
 * @param closing after the last micro-batch: exchange of gradients that nothing hides, optimizer
 * @param roundTrip an activation to the next stage and its gradient back; 0 behind the last
 */
public record StageEstimate(
        MixedStage stage, MemoryBreakdown memory, Passes passes, double closing, double roundTrip) {

    /** One micro-batch, forward and backward. */
    public double seconds() {
        return passes.total();
    }
}
