package org.shardplan.solver.optaplanner;

import java.util.Optional;
import org.shardplan.estimate.Score;

/** What a running search is told by others, from any thread: a score that cannot be beaten, or to stop. */
public final class Target {

    private volatile Score score;
    private volatile boolean stopped;

    /** The search ends when it reaches this score. */
    public void set(Score unbeatable) {
        score = unbeatable;
    }

    /** The search ends as soon as it can. */
    public void stop() {
        stopped = true;
    }

    Optional<Score> score() {
        return Optional.ofNullable(score);
    }

    boolean isStopped() {
        return stopped;
    }
}
