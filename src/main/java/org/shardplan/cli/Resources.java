package org.shardplan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come with the application. */
final class Resources {

    private Resources() {
    }

    static String text(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream("/org/shardplan/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource (" + name + ") must be in the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
