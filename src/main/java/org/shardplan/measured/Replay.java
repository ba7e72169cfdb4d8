package org.shardplan.measured;

/**
 * A run and what the model says about it.
 *
 * @param run the run
 * @param prediction made from its setup alone
 */
public record Replay(MeasuredRun run, Prediction prediction) {

    public static Replay of(MeasuredRun run, Predictor predictor) {
        return new Replay(run, predictor.predict(run.setup()));
    }

    public boolean isTimed() {
        return run.observation().stepSeconds().isPresent();
    }

    /** Measured seconds of a step. */
    public double observedSeconds() {
        return run.observation().stepSeconds().orElseThrow();
    }

    /** Measured over modelled step time, whatever the framework's profile says of it. */
    public double scale() {
        return observedSeconds() / prediction.plainSeconds();
    }

    /** Relative error of the modelled step time, times this scale. */
    public double timeError(double scale) {
        return scale * prediction.plainSeconds() / observedSeconds() - 1;
    }

    /** Relative error of the predicted memory. */
    public double memoryError() {
        return prediction.memoryGib() / run.observation().memoryGib().orElseThrow() - 1;
    }
}
