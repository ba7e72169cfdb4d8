package org.shardplan.solver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer.NearMiss;
import org.shardplan.space.SearchSpace;

/**
 * Answers many problems one after the other with the exact search and shares between them whatever is the same. An
 * answer never depends on the problems before it. Not safe for use by several threads at once.
 */
public final class SharingSolver {

    /** A family at rest takes about ten kilobytes. */
    private static final int MOST_FAMILIES = 1000;

    private final Map<Problem, Family> families = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Problem, Family> eldest) {
            return size() > MOST_FAMILIES;
        }
    };
    private Family current;

    /**
     * The optimum, or what comes nearest.
     *
     * @throws UnsupportedOperationException if there are too many layouts to prove anything
     */
    public SharedAnswer solve(Problem problem) {
        Family family = family(problem);
        List<FastestOfGroup> groups = available(family.groups(problem), problem);
        if (family.isCutShort()) {
            families.values().remove(family);
            throw new UnsupportedOperationException("The problem has too many layouts to prove an answer. Maybe allow "
                    + "fewer, or use shardplan solve.");
        }
        LayoutEstimator estimator = new LayoutEstimator(problem);
        Optional<Estimate> best = new BestGroup(estimator).among(groups);
        return best.isPresent()
                ? new SharedAnswer(problem, best, Optional.empty(), Map.of())
                : infeasible(estimator, groups);
    }

    /** The family of a problem is the only one at work. */
    private Family family(Problem problem) {
        Family family = families.computeIfAbsent(Family.common(problem), Family::new);
        if (current != null && current != family) {
            current.rest();
        }
        current = family;
        return family;
    }

    private static SharedAnswer infeasible(LayoutEstimator estimator, List<FastestOfGroup> groups) {
        Optional<NearMiss> nearest = new NearestGroup(estimator).among(groups);
        Map<String, Long> rejected = nearest.isPresent() ? Map.of() : new SearchSpace(estimator).rejectedMeshes();
        return new SharedAnswer(estimator.problem(), Optional.empty(), nearest, rejected);
    }

    private static List<FastestOfGroup> available(List<FastestOfGroup> groups, Problem problem) {
        List<FastestOfGroup> available = new ArrayList<>();
        for (FastestOfGroup group : groups) {
            if (group.mesh().gpus() <= problem.pool(group.mesh().pool()).count()) {
                available.add(group);
            }
        }
        return available;
    }
}
