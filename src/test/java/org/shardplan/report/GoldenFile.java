package org.shardplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that was looked at once and found good. */
final class GoldenFile {

    private static final Path GOOD = Path.of("src/test/resources/org/shardplan/report");
    private static final Path NEW = Path.of("target/golden/report");

    private GoldenFile() {
    }

    /** The text must be the one in the file; if the change is wanted, the failure says how to accept it. */
    static void assertSame(String name, String text) {
        try {
            Files.createDirectories(NEW);
            Files.writeString(NEW.resolve(name), text);
            String good = Files.exists(GOOD.resolve(name)) ? Files.readString(GOOD.resolve(name)) : "";
            assertThat(text).as("To accept: cp %s %s", NEW.resolve(name), GOOD.resolve(name)).isEqualTo(good);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
