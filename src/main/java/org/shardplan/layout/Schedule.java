package org.shardplan.layout;

/**
 * The order in which a pipeline works off its micro-batches.
 *
 * @param kind which schedule
 * @param chunks model chunks (virtual stages) each GPU holds; 1 unless interleaved
 */
public record Schedule(Kind kind, int chunks) {

    public static final Schedule PLAIN = new Schedule(Kind.ONE_F_ONE_B, 1);
    public static final Schedule ZERO_BUBBLE = new Schedule(Kind.ZERO_BUBBLE_H1, 1);

    public static Schedule interleaved(int chunks) {
        return new Schedule(Kind.INTERLEAVED, chunks);
    }

    /** The schedules the field uses. */
    public enum Kind implements Named {
        /** One forward, one backward (Narayanan et al. 2019, PipeDream-Flush). */
        ONE_F_ONE_B("1f1b"),
        /** 1F1B over several chunks a stage (Narayanan et al. 2021, arXiv:2104.04473). */
        INTERLEAVED("interleaved"),
        /** ZB-H1: weight gradients fill the bubble, memory as 1F1B (Qi et al. 2024, arXiv:2401.10241). */
        ZERO_BUBBLE_H1("zero-bubble-h1");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
