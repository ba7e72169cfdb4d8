package org.shardplan.io.json;

import org.shardplan.io.json.Diagnostic.Excerpt;
import org.shardplan.io.json.Diagnostic.Location;

/** Writes a diagnostic the way compilers do: message, place, line, marker. */
final class DiagnosticText {

    private DiagnosticText() {
    }

    static String of(Diagnostic diagnostic) {
        Location location = diagnostic.location();
        String headline = diagnostic.severity().label() + ": " + Printable.of(diagnostic.message());
        if (location.excerpt().isEmpty()) {
            return headline + "\n  --> " + Printable.of(location.file()) + behindMarker(diagnostic);
        }
        return headline + marked(location, location.excerpt().get(), behindMarker(diagnostic));
    }

    private static String behindMarker(Diagnostic diagnostic) {
        return diagnostic.suggestion().isEmpty() ? "" : " " + Printable.of(diagnostic.suggestion());
    }

    private static String marked(Location location, Excerpt excerpt, String suggestion) {
        String number = Integer.toString(excerpt.line());
        String gutter = "\n" + " ".repeat(number.length() + 1);
        String marker = " ".repeat(excerpt.markerStart()) + "^".repeat(excerpt.markerLength());
        return gutter + "--> " + place(location, excerpt)
                + gutter + "|"
                + ("\n" + number + " | " + Printable.of(excerpt.text())).stripTrailing()
                + gutter + "| " + marker + suggestion;
    }

    private static String place(Location location, Excerpt excerpt) {
        String position = Printable.of(location.file()) + ":" + excerpt.line() + ":" + excerpt.column();
        return location.pointer().isEmpty() ? position : position + "  " + Printable.of(location.pointer());
    }
}
