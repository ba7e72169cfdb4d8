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
        add(sum, other.seconds, times);
        return new StepBreakdown(sum);
    }

    public double totalSeconds() {
        return sum(seconds);
    }

    /** Adds so many times the others, part by part. */
    static void add(double[] parts, double[] others, double times) {
        for (int part = 0; part < parts.length; part++) {
            parts[part] += times * others[part];
        }
    }

    /** Of all parts. */
    static double sum(double[] parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }
}
