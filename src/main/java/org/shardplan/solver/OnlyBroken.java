package org.shardplan.solver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;
import org.shardplan.rule.Candidate;

/**
 * For every rule of time and estimate, the best layout seen that breaks this rule only. An exact search judges every
 * layout that fits memory and beats what it finds, so it sees the best of those too.
 */
final class OnlyBroken {

    private final Map<String, Estimate> best = new HashMap<>();

    void offer(Candidate candidate, Broken broken) {
        if (broken.isSingle()) {
            best.merge(broken.first().rule(), candidate.estimate(),
                    (one, other) -> Score.of(other).isBetterThan(Score.of(one)) ? other : one);
        }
    }

    Optional<Estimate> by(String rule) {
        return Optional.ofNullable(best.get(rule));
    }
}
