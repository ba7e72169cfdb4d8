package org.shardplan.serving.time;

/** Seconds of one step, or of one prompt, by part. */
public final class StepBreakdown {

    private final double[] seconds;

    StepBreakdown(double... seconds) {
        this.seconds = seconds.clone();
    }

    public double seconds(StepPart part) {
        return seconds[part.ordinal()];
    }

    public double totalSeconds() {
        double sum = 0;
        for (double part : seconds) {
            sum += part;
        }
        return sum;
    }
}
