package org.shardplan.time;

/** Seconds of one training step, by part, and the communication that compute hides. */
public final class TimeBreakdown {

    private static final TimePart[] PARTS = TimePart.values();

    private final double[] seconds;
    private final double hiddenSeconds;
    private final double total;

    TimeBreakdown(double[] seconds, double hiddenSeconds) {
        this.seconds = seconds;
        this.hiddenSeconds = hiddenSeconds;
        double sum = 0;
        for (double part : seconds) {
            sum += part;
        }
        this.total = sum;
    }

    public double seconds(TimePart part) {
        return seconds[part.ordinal()];
    }

    public double totalSeconds() {
        return total;
    }

    /** Communication that runs behind compute and costs nothing. */
    public double hiddenCommunicationSeconds() {
        return hiddenSeconds;
    }

    /** Communication the step waits for. */
    public double exposedCommunicationSeconds() {
        double sum = 0;
        for (TimePart part : PARTS) {
            if (part.isCommunication()) {
                sum += seconds[part.ordinal()];
            }
        }
        return sum;
    }
}
