package org.shardplan.solver.optaplanner;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.shardplan.layout.Layout;
import org.shardplan.estimate.Score;

/**
 * How hard to search.
 *
 * @param seed seed of all randomness
 * @param timeLimit when to stop
 * @param mostScores no round of the search begins after so many layouts were scored; with it, and time enough, the
 *     answer is the same every time
 * @param target tells when the search may end
 * @param start a layout to start from
 */
public record SearchEffort(
        long seed, Duration timeLimit, OptionalLong mostScores, Target target, Optional<Layout> start) {

    /** A search that ends with time, or when it has long found nothing better. */
    public static SearchEffort within(Duration timeLimit) {
        return new SearchEffort(0, timeLimit, OptionalLong.empty(), new Target(), Optional.empty());
    }

    public SearchEffort withSeed(long other) {
        return new SearchEffort(other, timeLimit, mostScores, target, start);
    }

    public SearchEffort withMostScores(long scores) {
        return new SearchEffort(seed, timeLimit, OptionalLong.of(scores), target, start);
    }

    /** Ends when a score that cannot be beaten is reached. */
    public SearchEffort withKnown(Score score) {
        Target known = new Target();
        known.set(score);
        return with(known);
    }

    public SearchEffort with(Target other) {
        return new SearchEffort(seed, timeLimit, mostScores, other, start);
    }

    public SearchEffort withStart(Layout layout) {
        return new SearchEffort(seed, timeLimit, mostScores, target, Optional.of(layout));
    }
}
