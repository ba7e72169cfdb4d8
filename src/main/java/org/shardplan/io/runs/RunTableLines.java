package org.shardplan.io.runs;

import java.util.List;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Source;

/** The lines of a table and what is wrong with them. */
final class RunTableLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Source source;
    private final Findings findings;

    RunTableLines(String name, String text) {
        this.source = new Source(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        this.findings = new Findings(source);
    }

    String text() {
        return source.text();
    }

    /** Whether a cell in quotes never ends: quotes come in pairs. */
    boolean hasOpenQuote() {
        return source.text().chars().filter(symbol -> symbol == '"').count() % 2 == 1;
    }

    void error(String message) {
        findings.error(message);
    }

    /** Reports a whole line, counted from 1. */
    void error(long line, String message) {
        int start = offset(line);
        int end = source.text().indexOf('\n', start);
        int length = (end < 0 ? source.text().length() : end) - start;
        findings.error(new Place(start, Math.max(1, length), Pointer.ROOT), message, "");
    }

    /** Something about the header that the user should know. */
    void warning(String message) {
        findings.warning(message);
    }

    boolean hasErrors() {
        return findings.errors() > 0;
    }

    List<Diagnostic> conclude() {
        return findings.conclude();
    }

    private int offset(long line) {
        int offset = 0;
        for (long behind = 1; behind < line; behind++) {
            int next = source.text().indexOf('\n', offset);
            if (next < 0) {
                return source.text().length();
            }
            offset = next + 1;
        }
        return offset;
    }
}
