package org.shardplan.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What stands behind {@code --layout}: the layout itself, or the file it is in. */
final class LayoutArgument {

    private LayoutArgument() {
    }

    /** Whether it names a file: one that is there, or by its ending one that should be; endings are parted by bars. */
    static boolean isFile(String layout, String endings) {
        try {
            return layout.matches("[^=]*\\.(" + endings + ")") || Files.isRegularFile(Path.of(layout));
        } catch (InvalidPathException failure) {
            return false;
        }
    }
}
