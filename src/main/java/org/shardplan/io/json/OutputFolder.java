package org.shardplan.io.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.shardplan.export.Export;

/** Folders with files that are all there or none. */
public final class OutputFolder {

    private OutputFolder() {
    }

    /** Puts the files into the folder, which is made if need be; what was made is gone again if one cannot be. */
    public static List<Path> write(Path folder, Export export) {
        List<Path> made = new ArrayList<>();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
                made.add(folder);
            }
            return files(folder, export, made);
        } catch (IOException | UncheckedIOException failure) {
            Collections.reverse(made);
            made.forEach(OutputFolder::remove);
            throw new UncheckedIOException(Sentence.must("output", folder.toString(), "be a folder you may write to",
                    "choose another, or free some space"), failure instanceof UncheckedIOException unchecked
                    ? unchecked.getCause() : (IOException) failure);
        }
    }

    private static List<Path> files(Path folder, Export export, List<Path> made) {
        List<Path> written = new ArrayList<>();
        for (Export.File file : export.files()) {
            Path path = folder.resolve(file.name());
            boolean isNew = !Files.exists(path);
            OutputFile.write(path, file.text());
            written.add(path);
            if (isNew) {
                made.add(path);
            }
        }
        return written;
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            // It stays; the error that is reported already is the one that counts.
        }
    }
}
