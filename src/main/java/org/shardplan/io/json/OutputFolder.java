package org.shardplan.io.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.export.Export;

/** Folders with files that are all there or none: all are written beside their places before one moves there. */
public final class OutputFolder {

    private final List<Path> made = new ArrayList<>();
    private final Map<Path, Path> drafts = new LinkedHashMap<>();

    private OutputFolder() {
    }

    /** Puts the files into the folder, which is made if need be; what was made is gone again if one cannot be. */
    public static List<Path> write(Path folder, Export export) {
        OutputFolder output = new OutputFolder();
        try {
            for (Export.File file : export.files()) {
                output.draft(folder, folder.resolve(file.name()), file.text());
            }
            return output.move();
        } catch (IOException failure) {
            output.remove();
            throw new UncheckedIOException(Sentence.must("output", folder.toString(), "be a folder you may write to",
                    "choose another, or free some space"), failure);
        }
    }

    private void draft(Path folder, Path file, String text) throws IOException {
        make(folder);
        make(file.getParent());
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString());
        }
        Path draft = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        made.add(draft);
        drafts.put(file, draft);
        Files.writeString(draft, text, StandardCharsets.UTF_8);
    }

    private void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            made.add(folder);
        }
    }

    private List<Path> move() throws IOException {
        for (Map.Entry<Path, Path> entry : drafts.entrySet()) {
            boolean isNew = !Files.exists(entry.getKey());
            Files.move(entry.getValue(), entry.getKey(), StandardCopyOption.REPLACE_EXISTING);
            if (isNew) {
                made.add(entry.getKey());
            }
        }
        return List.copyOf(drafts.keySet());
    }

    private void remove() {
        Collections.reverse(made);
        for (Path path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failure) {
                // It stays; the error that is reported already is the one that counts.
            }
        }
    }
}
