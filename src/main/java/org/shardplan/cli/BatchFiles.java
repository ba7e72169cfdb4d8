package org.shardplan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The problem files of a batch: those named, and those in the folders named. */
final class BatchFiles {

    private BatchFiles() {
    }

    /**
     * All files, those of a folder by name.
     *
     * @throws IllegalArgumentException with a sentence for the user if a folder has none
     */
    static List<Path> of(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            files.addAll(Files.isDirectory(path) ? inside(path) : List.of(path));
        }
        return files;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> files = children.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> !Files.isDirectory(file)).sorted().toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("The folder (" + folder + ") must hold problem files (*.json), it "
                        + "has none. Maybe name another.");
            }
            return files;
        } catch (IOException failure) {
            throw new IllegalArgumentException("The folder (" + folder + ") must be readable.", failure);
        }
    }
}
