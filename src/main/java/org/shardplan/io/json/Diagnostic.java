package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.layout.Named;

/**
 * One thing wrong with a file, said so that it can be put right.
 *
 * @param severity whether the file can be used all the same
 * @param message what is wrong
 * @param location where
 * @param suggestion a way out that fits behind the marker, empty if there is none
 */
public record Diagnostic(Severity severity, String message, Location location, String suggestion) {

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The diagnostic as the terminal shows it, several lines without a line feed at the end. */
    public String rendered() {
        return DiagnosticText.of(this);
    }

    /** How bad it is. */
    public enum Severity implements Named {
        ERROR("error"),
        WARNING("warning");

        private final String label;

        Severity(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * Where it is.
     *
     * @param file file name as the user gave it
     * @param pointer JSON pointer (RFC 6901), empty for the whole document
     * @param excerpt the line, unless the file as a whole is meant
     */
    public record Location(String file, String pointer, Optional<Excerpt> excerpt) {
    }

    /**
     * The line of the file, cropped around the marked part if it is long.
     *
     * @param line line number, from 1
     * @param column column of the marked part in the file, from 1
     * @param text the line or the part of it that is shown
     * @param markerStart characters of the text in front of the marked part
     * @param markerLength characters marked
     */
    public record Excerpt(int line, int column, String text, int markerStart, int markerLength) {
    }
}
