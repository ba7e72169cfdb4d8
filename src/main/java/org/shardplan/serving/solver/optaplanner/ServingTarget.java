package org.shardplan.serving.solver.optaplanner;

import java.util.Optional;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.space.Deadline;

/** When a running search ends. It may be told from any thread of a score that cannot be beaten, or an earlier end. */
public final class ServingTarget {

    private volatile Deadline deadline;
    private volatile ServingScore score;

    public ServingTarget(Deadline deadline) {
        this.deadline = deadline;
    }

    /** The search ends when it reaches this score. */
    public void set(ServingScore unbeatable) {
        score = unbeatable;
    }

    /** The search ends by then at the latest. */
    public void endBy(Deadline earlier) {
        deadline = deadline.or(earlier);
    }

    Optional<ServingScore> score() {
        return Optional.ofNullable(score);
    }

    boolean isOver() {
        return deadline.isOver();
    }
}
