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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that the README and the pages under src/site show are commands, with files that are there. */
class DocumentedCommandsTest {

    /** At the start of a line, or between the marks of code. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)(?:\\./)?shardplan ([a-z][^`\n]*)");
    private static final int MANY = 20;

    static Stream<String> commands() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            List<String> commands = Stream.concat(pages, Stream.of(Path.of("README.md")))
                    .flatMap(DocumentedCommandsTest::commandsIn).toList();
            assertThat(commands).hasSizeGreaterThan(MANY);
            return commands.stream();
        }
    }

    private static Stream<String> commandsIn(Path page) {
        try {
            return COMMAND.matcher(Files.readString(page)).results().map(match -> match.group(1));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aShownCommandIsUnderstood(String line) {
        String[] arguments = line.split(" ");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(nowhere, nowhere, false, true, Map.of());
        assertThatCode(() -> Main.commandLine(terminal, new Failures(terminal, false)).parseArgs(arguments))
                .doesNotThrowAnyException();
        assertThat(Stream.of(arguments).filter(argument -> argument.matches("(problems|solutions)/[^*]+")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }
}
