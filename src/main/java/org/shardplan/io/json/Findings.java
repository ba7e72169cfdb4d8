package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shardplan.io.json.Diagnostic.Severity;

/** Collects everything wrong with one source. */
public final class Findings {

    private static final int MOST_LISTED = 100;
    private final Source source;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Fields> objects = new ArrayList<>();
    private int errors;
    private int unlisted;

    public Findings(Source source) {
        this.source = source;
    }

    /** A diagnostic and how far into the source it is. */
    private record Finding(int offset, Diagnostic diagnostic) {
    }

    /** An error about the source as a whole. */
    public void error(String message) {
        errors++;
        findings.add(new Finding(-1, new Diagnostic(Severity.ERROR, message, source.whole(), "")));
    }

    public void error(Place place, String message, String suggestion) {
        errors++;
        if (!isFull()) {
            Diagnostic diagnostic = new Diagnostic(Severity.ERROR, message, source.locate(place), suggestion);
            findings.add(new Finding(place.offset(), diagnostic));
        } else {
            unlisted++;
        }
    }

    /** Something about the source as a whole that the user should know. */
    public void warning(String message) {
        findings.add(new Finding(-1, new Diagnostic(Severity.WARNING, message, source.whole(), "")));
    }

    public void warning(Place place, String message) {
        Diagnostic diagnostic = new Diagnostic(Severity.WARNING, message, source.locate(place), "");
        findings.add(new Finding(place.offset(), diagnostic));
    }

    /**
     * Reports everything wrong with another source that this one names.
     *
     * @param place where it names it
     * @return whether the other source can be used
     */
    public boolean include(Place place, Findings other) {
        int before = errors;
        for (Diagnostic diagnostic : other.conclude()) {
            errors += diagnostic.isError() ? 1 : 0;
            findings.add(new Finding(place.offset(), diagnostic));
        }
        return errors == before;
    }

    /** Remembers an object whose leftover members are reported at the end. */
    void opened(Fields object) {
        objects.add(object);
    }

    /** Counts an error that is reported at the end, if nothing explains it until then. */
    void expectError() {
        errors++;
    }

    /** Whether further errors are only counted, so that nobody has to find good words for them. */
    boolean isFull() {
        return findings.size() >= MOST_LISTED;
    }

    /** Errors up to now, reported or expected. */
    public int errors() {
        return errors;
    }

    /** Reports what only the end of reading can know, and returns everything in the order of the text. */
    public List<Diagnostic> conclude() {
        for (Fields object : objects) {
            object.reportLeftovers();
        }
        objects.clear();
        if (findings.size() > 1) {
            findings.sort(Comparator.comparingInt(Finding::offset));
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (Finding finding : findings) {
            diagnostics.add(finding.diagnostic());
        }
        if (unlisted > 0) {
            String message = unlisted + " more errors are not listed";
            diagnostics.add(new Diagnostic(Severity.ERROR, message, source.whole(), ""));
        }
        return diagnostics;
    }
}
