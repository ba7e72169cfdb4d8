package org.shardplan.cli;

import java.time.Duration;
import java.util.Locale;

/** How far something is, in words. */
final class Progress {

    private static final double PERCENT = 100;

    private Progress() {
    }

    /**
     * How far a batch is, how fast it goes and when it will be done.
     *
     * @param done cases that are finished
     * @param all all cases
     * @param rate cases a second, 0 if none is finished yet
     */
    static String ofBatch(int done, int all, double rate) {
        String far = String.format(Locale.ROOT, "%,d of %,d cases, %.0f %%", done, all, PERCENT * done / all);
        return rate > 0
                ? far + String.format(Locale.ROOT, ", %s a second, %s left", shown(rate), span((all - done) / rate))
                : far;
    }

    /** How long a search has been going on, and how long it may. */
    static String ofSearch(double seconds, Duration limit) {
        return "searching for " + span(seconds) + ", the limit is " + span(limit.toSeconds());
    }

    private static String shown(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    private static String span(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 120 ? whole + " s" : whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
    }
}
