package org.shardplan.solver;

import java.util.concurrent.atomic.AtomicLong;

/** How far a search is: searches count what they are done with, and whoever watches reads it from another thread. */
public final class SearchMeter {

    private static final double NANOS = 1e9;

    private final AtomicLong done = new AtomicLong();
    private volatile String parts = "";
    private volatile long all;
    private volatile long begun;

    /** Starts to count: so many parts, called so in the plural, have to be searched or ruled out. */
    public void begin(String parts, long all) {
        done.set(0);
        begun = System.nanoTime();
        this.all = all;
        this.parts = parts;
    }

    /** So many parts more are searched or ruled out. */
    public void finish(long more) {
        done.addAndGet(more);
    }

    public Reading read() {
        return new Reading(parts, Math.min(done.get(), all), all, (System.nanoTime() - begun) / NANOS);
    }

    /**
     * What was counted so far.
     *
     * @param parts what is counted, in the plural
     * @param done parts that are searched or ruled out
     * @param all all parts, 0 if nothing has been counted yet
     * @param seconds time since counting began
     */
    public record Reading(String parts, long done, long all, double seconds) {

        /** Whether there is something left to count. */
        public boolean isUnderWay() {
            return done < all;
        }

        /** Parts a second; the best come first and take longest, so what is left is mostly ruled out faster. */
        public double rate() {
            return seconds > 0 ? done / seconds : 0;
        }
    }
}
