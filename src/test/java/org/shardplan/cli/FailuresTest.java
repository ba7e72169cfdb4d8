package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static String told(boolean debug, Throwable failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        new Failures(new Terminal(stream, stream, false, true, Map.of()), debug).bug(failure);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBugIsOneLine() {
        assertThat(told(false, new IllegalStateException("first\nsecond")).lines()).singleElement().asString()
                .contains("this is a bug", "IllegalStateException: first", "--debug").doesNotContain("second");
    }

    @Test
    void theTraceOfABugIsShownOnRequest() {
        assertThat(told(true, new IllegalStateException("first"))).contains("\tat org.shardplan");
    }

    @Test
    void tooLittleMemoryIsNotCalledABug() {
        assertThat(told(false, new OutOfMemoryError())).contains("ran out of memory", "-Xmx").doesNotContain("bug");
    }
}
