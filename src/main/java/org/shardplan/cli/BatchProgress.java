package org.shardplan.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntSupplier;

/** One line on the error stream that tells how far a batch is, how fast it goes and when it will be done. */
final class BatchProgress {

    private static final long PAUSE_MILLIS = 250;
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final int cases;
    private final IntSupplier finished;
    private final int before;
    private final long start = System.nanoTime();
    private final Thread painter = new Thread(this::paint, "progress");

    /**
     * A line that is there until it is closed.
     *
     * @param err where it stands
     * @param cases number of cases
     * @param finished how many of them are finished, at any time
     */
    BatchProgress(PrintStream err, int cases, IntSupplier finished) {
        this.err = err;
        this.cases = cases;
        this.finished = finished;
        this.before = finished.getAsInt();
        painter.setDaemon(true);
        painter.start();
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                err.print("\r\u001B[K" + line(finished.getAsInt(), (System.nanoTime() - start) / NANOS));
                err.flush();
            }
        } catch (InterruptedException failure) {
            err.print("\r\u001B[K");
            err.flush();
        }
    }

    /** How far it is after so many seconds. */
    String line(int done, double seconds) {
        double rate = (done - before) / seconds;
        String far = String.format(Locale.ROOT, "%,d of %,d cases, %.0f %%", done, cases, 100.0 * done / cases);
        return rate > 0
                ? far + String.format(Locale.ROOT, ", %s a second, %s left", shown(rate), left((cases - done) / rate))
                : far;
    }

    private static String shown(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    private static String left(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 120 ? whole + " s" : whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
    }

    void close() {
        painter.interrupt();
        try {
            painter.join();
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
        }
    }
}
