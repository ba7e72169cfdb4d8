package org.shardplan.solver;

import org.shardplan.layout.Named;

/**
 * What was shown about an answer.
 *
 * @param kind how it was shown
 * @param layoutsInSpace well-formed layouts of the problem
 * @param counted whether all of these were counted; if not, there are more
 * @param layoutsEvaluated layouts whose memory or time was computed one by one
 * @param gapPercent how much better an unseen layout could be at most; 0 if proved
 */
public record Proof(Kind kind, long layoutsInSpace, boolean counted, long layoutsEvaluated, double gapPercent) {

    /** A proof over layouts that were all counted. */
    public Proof(Kind kind, long layoutsInSpace, long layoutsEvaluated, double gapPercent) {
        this(kind, layoutsInSpace, true, layoutsEvaluated, gapPercent);
    }

    /** How an answer was shown. */
    public enum Kind implements Named {
        /** Every layout was evaluated. */
        EXHAUSTIVE("exhaustive"),
        /** Every layout was evaluated or shown by a bound to be no better. */
        BOUND("bound"),
        /** The search ended early. */
        NONE("none");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public boolean isComplete() {
        return kind != Kind.NONE;
    }
}
