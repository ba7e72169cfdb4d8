package org.shardplan.io.catalogue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Text;
import org.shardplan.problem.Provenance;

/** A catalogue of the user's own over the shipped one: the path of a file, relative to the problem file. */
public record CatalogueField(Reading reading) implements FieldType<Catalogue> {

    @Override
    public Optional<Catalogue> read(Field field) {
        return Text.PROSE.read(field).flatMap(path -> read(field, path));
    }

    private Optional<Catalogue> read(Field field, String path) {
        try {
            Path file = reading.folder().resolve(path);
            CatalogueFile read = CatalogueFile.read(Document.of(file), path, reading.catalogue());
            return field.findings().include(field.value().place(), read.findings())
                    ? read.catalogue() : Optional.empty();
        } catch (InvalidPathException failure) {
            return field.must("be the path of a file", "");
        }
    }

    /** What the report says of an entry that took the place of a shipped one. */
    static String shadowing(String entry, Provenance own) {
        return entry + ": the figures of your catalogue, not the shipped ones (" + own.source() + ").";
    }

    @Override
    public Catalogue standIn() {
        return reading.catalogue();
    }
}
