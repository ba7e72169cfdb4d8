package org.shardplan.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Layout;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;

/** Keeps, for every set of changed decisions, the feasible layout with the smallest change. */
final class NearestRepairs {

    private final LayoutEstimator estimator;
    private final Layout from;
    private final Map<Integer, Repair> byDecisions = new LinkedHashMap<>();

    NearestRepairs(LayoutEstimator estimator, Layout from) {
        this.estimator = estimator;
        this.from = from;
    }

    void clear() {
        byDecisions.clear();
    }

    List<Repair> repairs() {
        return List.copyOf(byDecisions.values());
    }

    /** Takes a layout of the search space if it breaks no rule and nothing taken before is nearer. */
    void offer(Layout layout, int decisions) {
        Changes changes = new Changes(estimator, from, layout, decisions);
        double size = changes.size();
        Repair known = byDecisions.get(decisions);
        if (known != null && known.size() < size) {
            return;
        }
        Candidate candidate = new Candidate(estimator, layout);
        if (!isFeasible(candidate)) {
            return;
        }
        Repair repair = new Repair(changes.list(), size, candidate.estimate());
        if (known == null || size < known.size()
                || Score.of(repair.estimate()).isBetterThan(Score.of(known.estimate()))) {
            byDecisions.put(decisions, repair);
        }
    }

    /** The search space keeps all rules but those of memory and time. */
    private static boolean isFeasible(Candidate candidate) {
        RuleBook<Candidate> rules = RuleBook.standard();
        return rules.firstViolation(Scope.MEMORY, candidate).isEmpty()
                && rules.firstViolation(Scope.TIME, candidate).isEmpty()
                && rules.firstViolation(Scope.ESTIMATE, candidate).isEmpty();
    }
}
