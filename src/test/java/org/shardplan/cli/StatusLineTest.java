package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatusLineTest {

    private static final String CLEARED = "\r\u001B[K";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private StatusLine line() {
        return new StatusLine(new PrintStream(shown, true, StandardCharsets.UTF_8), seconds -> "working");
    }

    @Test
    @Timeout(20)
    void aLineIsShownUntilItIsClosed() throws InterruptedException {
        StatusLine line = line();
        while (!shown.toString(StandardCharsets.UTF_8).contains("working")) {
            Thread.sleep(10);
        }
        line.close();
        assertThat(shown.toString(StandardCharsets.UTF_8)).startsWith(CLEARED + "working").endsWith(CLEARED);
    }

    @Test
    void whatIsOverAtOnceShowsNothing() {
        line().close();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(CLEARED);
    }

    @Test
    void aSearchTellsItsTimeAndItsLimit() {
        assertThat(Progress.ofSearch(2.4, Duration.ofSeconds(60))).isEqualTo("searching for 3 s, the limit is 60 s");
        assertThat(Progress.ofSearch(300, Duration.ofMinutes(10))).isEqualTo("searching for 5 min, the limit is 10 min");
    }
}
