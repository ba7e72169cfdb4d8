package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void theOldTextIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("solution.json"), "old and longer");
        OutputFile.write(file, "new ü\n");
        assertThat(file).hasContent("new ü");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void theOldTextStaysIfTheNewOneCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "old");
        assertThatThrownBy(() -> OutputFile.write(file, draft -> {
            Files.writeString(draft, "half of");
            throw new IOException("No space left on device");
        })).isInstanceOf(UncheckedIOException.class).hasMessageContaining("table.csv) must be writable");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("solution.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        OutputFile.write(link, "new");
        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(file).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() {
        OutputFile.write(Path.of("/dev/null"), "anything");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aMissingFolderIsNamedBeforeAndWhenWriting() {
        Path file = folder.resolve("missing/solution.json");
        assertThat(OutputFile.obstacle(file)).hasValueSatisfying(
                message -> assertThat(message).contains("must lie in a folder that exists", "missing"));
        assertThatThrownBy(() -> OutputFile.write(file, "text")).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(OutputFile.obstacle(folder)).hasValueSatisfying(
                message -> assertThat(message).contains("it is a directory"));
    }

    @Test
    void whatIsReadIsNotOverwrittenWhateverLinksLeadToIt() throws IOException {
        Path read = Files.writeString(folder.resolve("runs.csv"), "a\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), read);
        for (Path output : List.of(read, link, folder.resolve("more").resolve("..").resolve("runs.csv"))) {
            assertThat(OutputFile.obstacle(output, List.of(read))).as("%s", output).hasValueSatisfying(
                    message -> assertThat(message).contains("must be a file of its own, it is one that is read"));
        }
        assertThat(OutputFile.obstacle(folder.resolve("other.csv"), List.of(read))).isEmpty();
    }

    @Test
    void aNewFileInAnExistingFolderHasNoObstacle() {
        assertThat(OutputFile.obstacle(folder.resolve("solution.json"))).isEmpty();
    }
}
