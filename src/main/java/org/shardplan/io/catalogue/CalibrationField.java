package org.shardplan.io.catalogue;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Text;

/** A calibration: the path of a file that {@code calibrate} wrote, relative to the problem file. */
public record CalibrationField(Reading reading) implements FieldType<CalibrationFile> {

    @Override
    public Optional<CalibrationFile> read(Field field) {
        Optional<String> name = Text.PROSE.read(field);
        return name.isEmpty() ? Optional.empty() : read(field, name.get());
    }

    private Optional<CalibrationFile> read(Field field, String name) {
        try {
            return read(field, Document.of(reading.folder().resolve(name)));
        } catch (InvalidPathException failure) {
            return field.must("be the path of a file", "");
        }
    }

    private static Optional<CalibrationFile> read(Field field, Document document) {
        Optional<CalibrationFile> file = document.root().map(CalibrationFile::read);
        List<Diagnostic> errors = document.findings().conclude().stream().filter(Diagnostic::isError).toList();
        return errors.isEmpty() ? file : field.must(
                "be a file that calibrate wrote, but: " + told(errors.get(0)), "calibrate again");
    }

    private static String told(Diagnostic error) {
        String message = error.message().endsWith(".")
                ? error.message().substring(0, error.message().length() - 1) : error.message();
        return error.location().excerpt().map(excerpt -> message + " (line " + excerpt.line() + ")").orElse(message);
    }

    @Override
    public CalibrationFile standIn() {
        return CalibrationFile.of(reading.profiles().calibration());
    }
}
