package org.shardplan.problem;

import java.time.LocalDate;
import java.util.Optional;
import org.shardplan.layout.Named;

/**
 * Where a figure comes from.
 *
 * @param verification how far the figures were checked against their source
 * @param source the source, in words
 * @param note what a reader must know, may be empty
 * @param noted the day the figures were taken over, if anyone wrote it down
 */
public record Provenance(Verification verification, String source, String note, Optional<LocalDate> noted) {

    public static final Provenance USER = new Provenance(Verification.USER, "problem file", "");

    /** Where figures come from that nobody dated. */
    public Provenance(Verification verification, String source, String note) {
        this(verification, source, note, Optional.empty());
    }

    /** How far the figures were checked, and when they were noted: {@code yes, noted 2026-11-21}. */
    public String standing() {
        return verification.label() + noted.map(day -> ", noted " + day).orElse("");
    }

    /** How far figures were checked. */
    public enum Verification implements Named {
        VERIFIED("yes"),
        PARTLY("partly"),
        UNVERIFIED("no"),
        USER("user");

        private final String label;

        Verification(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
