package org.shardplan.rule;

import java.util.Locale;
import java.util.Optional;
import org.shardplan.rule.Rule.Finding;

/**
 * A sentence whose numbers are put in only when somebody reads it: searches break rules millions of times.
 *
 * @param format a format string
 * @param values its values
 */
public record Sentence(String format, Object... values) {

    /** The sentence, the same on every machine. */
    public String text() {
        return String.format(Locale.ROOT, format, values);
    }

    static Optional<Finding> finding(double needed, double available, String unit, String format, Object... values) {
        return Optional.of(new Finding(needed, available, unit, new Sentence(format, values)));
    }
}
