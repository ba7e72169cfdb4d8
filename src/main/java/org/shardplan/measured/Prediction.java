package org.shardplan.measured;

import org.shardplan.estimate.Fit;

/**
 * What the model says about a run.
 *
 * @param stepSeconds seconds of one optimizer step
 * @param profileScale factor in it that the framework's profile owes to measured runs, which cross-validation takes out
 * @param memoryGib memory of the fullest GPU in GiB
 * @param fit whether that fits
 */
public record Prediction(double stepSeconds, double profileScale, double memoryGib, Fit fit) {

    /** A prediction that owes nothing to measured runs of its framework. */
    public Prediction(double stepSeconds, double memoryGib, Fit fit) {
        this(stepSeconds, 1, memoryGib, fit);
    }

    /** Seconds of a step as the model has it for any framework on this GPU. */
    public double plainSeconds() {
        return stepSeconds / profileScale;
    }
}
