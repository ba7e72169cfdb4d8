package org.shardplan.io.solution;

import java.time.Duration;
import org.shardplan.io.json.JsonText;

/**
 * What differs from run to run of the same problem, kept apart from the answer.
 *
 * @param version version of the application
 * @param search name of the search
 * @param seed seed of random moves
 * @param wallClock time the search took
 */
public record RunFacts(String version, String search, long seed, Duration wallClock) {

    private static final double NANOS_PER_SECOND = 1e9;

    void write(JsonText json) {
        json.object("run", ignored -> {
            json.text("version", version);
            json.text("search", search);
            json.count("seed", seed);
            json.number("wallClockSeconds", wallClock.toNanos() / NANOS_PER_SECOND);
        });
    }
}
