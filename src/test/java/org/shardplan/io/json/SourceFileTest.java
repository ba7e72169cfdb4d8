package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemTexts;

class SourceFileTest {

    @TempDir
    Path folder;

    @Test
    void missingFileIsOneError() {
        assertThat(error(folder.resolve("none.json"))).endsWith(
                "none.json) must exist. Maybe check the spelling and the working directory.");
    }

    @Test
    void directoryIsOneError() {
        assertThat(error(folder)).endsWith("must be a file, it is a directory. Maybe name a file inside it.");
    }

    @Test
    void emptyFileIsOneError() throws IOException {
        assertThat(error(file(""))).contains("must hold a JSON object");
    }

    @Test
    void bytesThatAreNoUtf8AreOneError() throws IOException {
        Path path = folder.resolve("latin.json");
        Files.write(path, "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(error(path)).endsWith("must be UTF-8 text, its byte 11 is not. Maybe save it as UTF-8.");
    }

    @Test
    void utf16IsOneError() throws IOException {
        Path path = folder.resolve("wide.json");
        Files.write(path, "{}".getBytes(StandardCharsets.UTF_16));
        assertThat(error(path)).contains("must be UTF-8 text");
    }

    @Test
    void byteOrderMarkIsAWarning() throws IOException {
        ProblemFile file = ProblemTexts.READER.read(file("\uFEFF" + ProblemTexts.SMALL));
        assertThat(file.problem()).isPresent();
        assertThat(file.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.isError()).isFalse();
            assertThat(diagnostic.message()).endsWith("must not start with a byte order mark; it was ignored.");
        });
    }

    @Test
    void hugeFileIsOneError() throws IOException {
        Path path = folder.resolve("huge.json");
        Files.write(path, new byte[SourceFile.LARGEST_FILE + 1]);
        assertThat(error(path)).endsWith("must have at most 16 MiB. Maybe it is not the one you mean.");
    }

    @Test
    void endlessDeviceIsOneError() {
        Path zeros = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(zeros));
        assertThat(error(zeros)).contains("must have at most 16 MiB");
    }

    @Test
    void binaryFileIsOneError() throws IOException {
        assertThat(error(file("\0\0\0\0"))).startsWith("not valid JSON");
    }

    @Test
    void unreadableFileIsOneError() throws IOException {
        Path path = file("{}");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(path), "root reads everything");
        assertThat(error(path)).endsWith("must be readable. Maybe check its permissions.");
    }

    @Test
    void fileNameWithoutExtensionNamesTheProblem() throws IOException {
        Path path = folder.resolve("my.run.json");
        Files.writeString(path, ProblemTexts.SMALL);
        assertThat(ProblemTexts.READER.read(path).problem().orElseThrow().name()).isEqualTo("my.run");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("problem.json"), text);
    }

    private static String error(Path path) {
        ProblemFile file = ProblemTexts.READER.read(path);
        assertThat(file.problem()).isEmpty();
        assertThat(file.diagnostics()).hasSize(1);
        return file.diagnostics().get(0).message();
    }
}
