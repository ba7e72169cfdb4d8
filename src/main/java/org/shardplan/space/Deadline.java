package org.shardplan.space;

import java.time.Duration;

/**
 * When to stop.
 *
 * @param nanos in the time of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public static Deadline never() {
        return new Deadline(System.nanoTime() + Long.MAX_VALUE / 2);
    }

    /** Whichever of both is over first. */
    public Deadline or(Deadline other) {
        return other.nanos - nanos < 0 ? other : this;
    }

    public boolean isOver() {
        return System.nanoTime() - nanos > 0;
    }
}
