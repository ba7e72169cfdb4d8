package org.shardplan.serving.solver.optaplanner;

import java.util.Optional;
import org.shardplan.serving.estimate.ServingScore;

/** What a running search is told by others, from any thread: a score that cannot be beaten, or to stop. */
public final class ServingTarget {

    private volatile ServingScore score;
    private volatile boolean stopped;

    /** The search ends when it reaches this score. */
    public void set(ServingScore unbeatable) {
        score = unbeatable;
    }

    /** The search ends as soon as it can. */
    public void stop() {
        stopped = true;
    }

    Optional<ServingScore> score() {
        return Optional.ofNullable(score);
    }

    boolean isStopped() {
        return stopped;
    }
}
