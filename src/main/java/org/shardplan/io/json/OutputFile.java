package org.shardplan.io.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Files that are there as a whole or not at all. */
public final class OutputFile {

    private OutputFile() {
    }

    /** Why a file cannot be written there, in one sentence, as far as that can be told before writing. */
    public static Optional<String> obstacle(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return must(file, "be a file, it is a directory", "name a file inside it");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return must(file, "lie in a folder that exists", "create " + folder + " first");
        }
        if (Files.exists(file)) {
            return Files.isWritable(file) ? Optional.empty() : must(file, "be writable", "choose another");
        }
        return Files.isWritable(folder) ? Optional.empty()
                : must(file, "lie in a folder you may write to", "choose another");
    }

    /** The same for a file that must be none of those that are read, whatever links lead to it. */
    public static Optional<String> obstacle(Path file, List<Path> read) {
        return read.stream().anyMatch(input -> place(input).equals(place(file)))
                ? must(file, "be a file of its own, it is one that is read", "name another") : obstacle(file);
    }

    /** Where a file really is, as far as it is there. */
    public static Path place(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static Optional<String> must(Path file, String demand, String advice) {
        return Optional.of(Sentence.must("output", file.toString(), demand, advice));
    }

    /** Puts the text there as UTF-8, in place of what was there; readers see the old file or the new one. */
    public static void write(Path file, String text) {
        write(file, (Content) draft -> Files.writeString(draft, text, StandardCharsets.UTF_8));
    }

    /** Puts there what somebody writes, in place of what was there; readers see the old file or the new one. */
    public static void write(Path file, Content content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                content.writeTo(file);
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
            }
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** What to throw if a file cannot be written. */
    public static UncheckedIOException unwritable(Path file, IOException failure) {
        return new UncheckedIOException(
                Sentence.must("output", file.toString(), "be writable", "free some space or choose another"), failure);
    }

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {

        void writeTo(Path file) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            content.writeTo(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
