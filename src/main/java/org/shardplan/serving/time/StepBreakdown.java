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

    /** With so many times another one. */
    StepBreakdown plus(StepBreakdown other, double times) {
        double[] sum = seconds.clone();
        for (int part = 0; part < sum.length; part++) {
            sum[part] += times * other.seconds[part];
        }
        return new StepBreakdown(sum);
    }

    public double totalSeconds() {
        double sum = 0;
        for (double part : seconds) {
            sum += part;
        }
        return sum;
    }
}
