package org.shardplan.measured;

import org.shardplan.estimate.Fit;

/**
 * What the model says about a run.
 *
 * @param stepSeconds seconds of one optimizer step
 * @param memoryGib memory of the fullest GPU in GiB
 * @param fit whether that fits
 */
public record Prediction(double stepSeconds, double memoryGib, Fit fit) {
}
