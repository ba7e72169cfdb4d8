package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shardplan.solver.SearchMeter.Reading;

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
    void aSearchThatCountsTellsHowFarItIsAndWhenItIsDone() {
        assertThat(Progress.ofSearch(3, Duration.ofSeconds(60), new Reading("meshes", 1_000, 4_000, 2)))
                .isEqualTo("1,000 of 4,000 meshes, 25 %, 500 a second, about 6 s left");
        assertThat(Progress.ofSearch(58, Duration.ofSeconds(60), new Reading("meshes", 1_000, 4_000, 57)))
                .endsWith("about 2 s left");
        assertThat(Progress.ofSearch(3, Duration.ofSeconds(60), new Reading("meshes", 4_000, 4_000, 2)))
                .isEqualTo("searching for 3 s, the limit is 60 s");
    }

    @Test
    void onlyWhoWatchesATerminalAndWantsToSeesProgress() {
        String[] solve = {"solve", "problems/llama-3.1-8b-8xh100.json", "--search", "exact"};
        assertThat(errorsOf(true, solve)).contains(CLEARED);
        assertThat(errorsOf(true, with(solve, "-q"))).doesNotContain(CLEARED);
        assertThat(errorsOf(true, with(solve, "--no-progress"))).doesNotContain(CLEARED);
        assertThat(errorsOf(false, solve)).doesNotContain(CLEARED);
    }

    private static String[] with(String[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static String errorsOf(boolean interactive, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.run(arguments, new Terminal(
                nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), interactive, true, Map.of()));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSearchTellsItsTimeAndItsLimit() {
        assertThat(Progress.ofSearch(2.4, Duration.ofSeconds(60))).isEqualTo("searching for 3 s, the limit is 60 s");
        assertThat(Progress.ofSearch(300, Duration.ofMinutes(10))).isEqualTo("searching for 5 min, the limit is 10 min");
    }
}
