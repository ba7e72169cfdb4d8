package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that the pages under src/site show are commands, with files that are there. */
class DocumentedCommandsTest {

    static Stream<String> commands() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            List<String> lines = pages.flatMap(DocumentedCommandsTest::lines)
                    .filter(line -> line.startsWith("shardplan ")).toList();
            assertThat(lines).isNotEmpty();
            return lines.stream();
        }
    }

    private static Stream<String> lines(Path page) {
        try {
            return Files.readAllLines(page).stream();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aShownCommandIsUnderstood(String line) {
        String[] arguments = line.substring("shardplan ".length()).split(" ");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(nowhere, nowhere, false, true, Map.of());
        assertThatCode(() -> Main.commandLine(terminal, new Failures(terminal, false)).parseArgs(arguments))
                .doesNotThrowAnyException();
        assertThat(Stream.of(arguments).filter(argument -> argument.startsWith("problems/")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }
}
