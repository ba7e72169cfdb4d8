package org.shardplan.solver;

import java.util.Optional;
import java.util.function.Function;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Mesh;
import org.shardplan.solver.Answer.NearMiss;
import org.shardplan.solver.ExactSearch.Group;

/**
 * The fastest layout on so many GPUs of a pool. Money, hours and energy of a run grow with the seconds of its step as
 * long as its GPUs stay the same, so the fastest is the best for every objective and fits every budget that any does.
 * It is searched only as far as somebody asks, and never twice.
 */
final class FastestOfGroup {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;

    private final Function<Ranking, ExactSearch> visit;
    private final Mesh mesh;
    private final double leastSeconds;
    private Optional<Estimate> fastest = Optional.empty();
    private Optional<NearMiss> nearest = Optional.empty();
    private double searchedSeconds;

    /**
     * A group nobody has searched yet.
     *
     * @param group its meshes, which are not kept
     * @param visit visits all its layouts for a ranking
     */
    FastestOfGroup(Group group, Function<Ranking, ExactSearch> visit) {
        this.visit = visit;
        this.mesh = group.meshes().get(0);
        this.leastSeconds = group.bound().stepSeconds();
        this.searchedSeconds = leastSeconds * (1 - TOLERANCE);
    }

    /** Any mesh of the group: its pool and its number of GPUs are those of all. */
    Mesh mesh() {
        return mesh;
    }

    /** Seconds of a step that no layout of the group can beat. */
    double leastSeconds() {
        return leastSeconds;
    }

    /** The fastest layout, if its step takes no longer than this. */
    Optional<Estimate> within(double seconds) {
        if (fastest.isEmpty() && seconds > searchedSeconds) {
            search(seconds);
        }
        return fastest.filter(found -> found.stepSeconds() <= seconds);
    }

    /** If nothing fits, however slow: what comes nearest. */
    Optional<NearMiss> nearest() {
        within(Double.POSITIVE_INFINITY);
        return nearest;
    }

    private void search(double seconds) {
        Ranking ranking = new Ranking(1, new Score(seconds, Double.POSITIVE_INFINITY));
        ExactSearch search = visit.apply(ranking);
        fastest = ranking.best();
        searchedSeconds = seconds;
        if (fastest.isEmpty() && Double.isInfinite(seconds)) {
            nearest = search.nearest().found();
        }
    }
}
