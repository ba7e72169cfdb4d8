package org.shardplan.mixed;

import java.util.Optional;

/**
 * What a search found.
 *
 * @param best the best sequence, if there is one
 * @param seconds what it costs; infinite without one
 * @param bound no sequence costs less; infinite if it is proved that there is none below what was known
 */
public record LineupAnswer(Optional<Sequence> best, double seconds, double bound) {

    public static final LineupAnswer NOTHING_KNOWN = new LineupAnswer(Optional.empty(), Double.POSITIVE_INFINITY, 0);

    /** The same with another bound, which what was found limits too. */
    public LineupAnswer withBound(double other) {
        return new LineupAnswer(best, seconds, Math.min(other, seconds));
    }
}
