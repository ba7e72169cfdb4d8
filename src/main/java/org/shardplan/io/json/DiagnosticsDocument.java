package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with problem files, as JSON. */
public final class DiagnosticsDocument {

    private static final int VERSION = 1;

    private final List<Checked> files = new ArrayList<>();

    /** A file and what is wrong with it. */
    private record Checked(String file, List<Diagnostic> diagnostics) {

        boolean isValid() {
            return diagnostics.stream().noneMatch(Diagnostic::isError);
        }
    }

    /** Adds what was found in a file, which may be nothing. */
    public void add(String file, List<Diagnostic> diagnostics) {
        files.add(new Checked(file, List.copyOf(diagnostics)));
    }

    /** The document, with a line feed at its end. */
    public String text() {
        return JsonText.of(json -> {
            json.count("version", VERSION);
            json.objects("files", files, checked -> {
                json.text("file", checked.file());
                json.flag("valid", checked.isValid());
                json.objects("diagnostics", checked.diagnostics(), diagnostic -> write(diagnostic, json));
            });
        });
    }

    private static void write(Diagnostic diagnostic, JsonText json) {
        json.text("severity", diagnostic.severity().label());
        json.text("message", diagnostic.message());
        json.text("pointer", diagnostic.location().pointer());
        diagnostic.location().excerpt().ifPresent(excerpt -> {
            json.count("line", excerpt.line());
            json.count("column", excerpt.column());
        });
        if (!diagnostic.suggestion().isEmpty()) {
            json.text("suggestion", diagnostic.suggestion());
        }
    }
}
