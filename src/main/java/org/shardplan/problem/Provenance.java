package org.shardplan.problem;

import org.shardplan.layout.Named;

/**
 * Where a figure comes from.
 *
 * @param verification how far the figures were checked against their source
 * @param source the source, in words
 * @param note what a reader must know, may be empty
 */
public record Provenance(Verification verification, String source, String note) {

    public static final Provenance USER = new Provenance(Verification.USER, "problem file", "");

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
