package org.shardplan.solver;

import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** The answer found by trying every layout. */
final class BruteForce {

    private static final Map<Problem, BruteForce> ANSWERS = new IdentityHashMap<>();

    private final Map<Mesh, Score> bestByMesh = new HashMap<>();
    private long layouts;

    private BruteForce(Problem problem) {
        this(problem, RuleBook.standard());
    }

    /** The answer by other rules. */
    BruteForce(Problem problem, RuleBook<Candidate> rules) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        new SearchSpace(estimator, Extent.usual(), rules).forEach(layout -> {
            layouts++;
            Candidate candidate = new Candidate(estimator, layout);
            if (rules.isFeasible(candidate)) {
                bestByMesh.merge(layout.mesh(), Score.of(candidate.estimate()),
                        (one, other) -> one.isBetterThan(other) ? one : other);
            }
        });
    }

    /** The answer to a problem, found once. */
    static BruteForce of(Problem problem) {
        return ANSWERS.computeIfAbsent(problem, BruteForce::new);
    }

    long layouts() {
        return layouts;
    }

    Optional<Score> best() {
        return bestByMesh.values().stream().min(Comparator.naturalOrder());
    }

    /** The best score of every mesh, best first. */
    List<Score> ranking(int top) {
        return bestByMesh.values().stream().sorted().limit(top).toList();
    }
}
