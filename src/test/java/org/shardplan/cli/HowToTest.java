package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the how-to page shows is what happens, and what it names is there. */
class HowToTest {

    private static final Path RUNS = Path.of("src/test/resources/org/shardplan/howto/runs.csv");
    private static final Pattern FILE = Pattern.compile("`(src/[^` ]+)`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");

    @TempDir
    private Path folder;

    private static String page() throws IOException {
        return Files.readString(Path.of("src/site/markdown/how-to.md"));
    }

    /** What stands between the fences of this number. */
    private static String block(int number) throws IOException {
        return page().split("```\n")[2 * number - 1];
    }

    @Test
    void calibrationPrintsWhatThePageShows() throws IOException {
        assertThat(RUNS).hasContent(block(1));
        Path output = folder.resolve("ours.json");
        Object[] arguments = block(2).strip().substring("shardplan ".length()).replace("runs.csv", RUNS.toString())
                .replace("ours.json", output.toString()).split(" ");
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(block(3).strip());
        assertThat(output).exists();
    }

    @Test
    void filesAndClassesItNamesAreThere() throws IOException {
        assertThat(named(FILE)).isNotEmpty().allSatisfy(file -> assertThat(Path.of(file)).exists());
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).collect(Collectors.toSet());
        }
        assertThat(named(CLASS)).hasSizeGreaterThan(15).isSubsetOf(classes);
    }

    private static List<String> named(Pattern pattern) throws IOException {
        return pattern.matcher(page()).results().map(match -> match.group(1)).distinct().toList();
    }
}
