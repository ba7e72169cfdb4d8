package org.shardplan.rule;

import java.util.Locale;
import java.util.Optional;
import org.shardplan.rule.Rule.Finding;

/** A sentence whose numbers are put in only when somebody reads it: searches break rules millions of times. */
public final class Sentence {

    private final String format;
    private final Object[] values;

    private Sentence(String format, Object... values) {
        this.format = format;
        this.values = values;
    }

    /** The sentence, the same on every machine. */
    public String text() {
        return String.format(Locale.ROOT, format, values);
    }

    /** What a check found, its numbers put into the sentence when it is read. */
    public static Optional<Finding> finding(
            double needed, double available, String unit, String format, Object... values) {
        return Optional.of(new Finding(needed, available, unit, new Sentence(format, values)));
    }

    /** The same, said of something. */
    Sentence of(String what) {
        return new Sentence("%s: %s", what, this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sentence sentence && text().equals(sentence.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
