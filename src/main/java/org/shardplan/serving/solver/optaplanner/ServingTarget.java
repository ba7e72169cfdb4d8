package org.shardplan.serving.solver.optaplanner;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.shardplan.serving.estimate.ServingScore;

/** What a running search is told by others, from any thread: a score that cannot be beaten, or to stop. */
public final class ServingTarget {

    private volatile ServingScore score;
    private volatile boolean stopped;
    private volatile Runnable ending = () -> { };

    /** The search ends when it reaches this score. */
    public void set(ServingScore unbeatable) {
        score = unbeatable;
    }

    /** The search ends as soon as it can. */
    public void stop() {
        stopped = true;
        ending.run();
    }

    /** The search ends after that time, as soon as it can. */
    public void stopAfter(Duration patience) {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS).execute(this::stop);
    }

    /** What ends a round of the search early. */
    void onStop(Runnable end) {
        ending = end;
    }

    Optional<ServingScore> score() {
        return Optional.ofNullable(score);
    }

    boolean isStopped() {
        return stopped;
    }
}
