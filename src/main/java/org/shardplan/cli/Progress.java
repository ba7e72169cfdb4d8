package org.shardplan.cli;

import java.time.Duration;
import java.util.Locale;
import org.shardplan.solver.SearchMeter.Reading;

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
        return counted("cases", done, all, rate) + (rate > 0 ? ", " + span((all - done) / rate) + " left" : "");
    }

    /** How long a search has been going on, and how long it may. */
    static String ofSearch(double seconds, Duration limit) {
        return "searching for " + span(seconds) + ", the limit is " + span(limit.toSeconds());
    }

    /** The same with how far it is, how fast it goes and about when it will be done. */
    static String ofSearch(double seconds, Duration limit, Reading reading) {
        if (!reading.isUnderWay() || reading.done() == 0) {
            return ofSearch(seconds, limit);
        }
        double left = Math.min((reading.all() - reading.done()) / reading.rate(), limit.toSeconds() - seconds);
        return counted(reading.parts(), reading.done(), reading.all(), reading.rate()) + ", about "
                + span(Math.max(0, left)) + " left";
    }

    private static String counted(String what, long done, long all, double rate) {
        return String.format(Locale.ROOT, "%,d of %,d %s, %.0f %%", done, all, what, PERCENT * done / all)
                + (rate > 0 ? ", " + shown(rate) + " a second" : "");
    }

    private static String shown(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    private static String span(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 120 ? whole + " s" : whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
    }
}
