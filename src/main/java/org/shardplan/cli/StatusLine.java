package org.shardplan.cli;

import java.io.PrintStream;
import java.util.function.DoubleFunction;

/** One line on the error stream that tells how far something is, until it is closed. */
final class StatusLine {

    private static final long PAUSE_MILLIS = 250;
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final DoubleFunction<String> words;
    private final long start = System.nanoTime();
    private final Thread painter = new Thread(this::paint, "progress");

    /**
     * A line that is there until it is closed.
     *
     * @param err where it stands
     * @param words what it says after so many seconds
     */
    StatusLine(PrintStream err, DoubleFunction<String> words) {
        this.err = err;
        this.words = words;
        painter.setDaemon(true);
        painter.start();
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                show(words.apply((System.nanoTime() - start) / NANOS));
            }
        } catch (InterruptedException failure) {
            show("");
        }
    }

    private void show(String line) {
        err.print("\r\u001B[K" + line);
        err.flush();
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
