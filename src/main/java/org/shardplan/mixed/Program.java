package org.shardplan.mixed;

import java.util.Optional;
import org.shardplan.space.Deadline;

/** Finds the sequence of least sum among those whose stages, closings and links stay within caps. */
interface Program {

    /**
     * What there is.
     *
     * @param caps of stages, closings and links
     * @param useless sums from here on are of no use
     * @param effort how hard to try: 0 at first, one more each time the same is asked again
     * @param deadline when to stop with what was found
     */
    Outcome best(Cost caps, double useless, int effort, Deadline deadline);

    /**
     * What was found.
     *
     * @param found the best sequence that was found, if there is one
     * @param bound no sequence has a smaller sum; infinite if there is none, or none of use
     * @param relaxed where not everything was searched: a pipeline of this bound, perhaps with nodes that are not there
     */
    record Outcome(Optional<Sequence> found, double bound, Optional<Sequence> relaxed) {

        static final Outcome NONE = new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, Optional.empty());

        static Outcome proved(Sequence best, double sum) {
            return new Outcome(Optional.of(best), sum, Optional.empty());
        }

        /** Whether nothing better than what was found is left. */
        boolean isProved() {
            return relaxed.isEmpty();
        }
    }
}
