package org.shardplan.solver;

import java.util.List;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;

/**
 * Rules that a whole layout breaks.
 *
 * @param memory what it breaks of those of memory; the others are not asked if it does
 * @param time what it breaks of those of time
 * @param others what else it breaks
 */
record Broken(List<Violation> memory, List<Violation> time, List<Violation> others) {

    static Broken by(Candidate candidate, RuleBook<Candidate> rules) {
        List<Violation> memory = rules.violations(Scope.MEMORY, candidate);
        return memory.isEmpty()
                ? new Broken(memory, rules.violations(Scope.TIME, candidate),
                        rules.violations(Scope.ESTIMATE, candidate))
                : new Broken(memory, List.of(), List.of());
    }

    boolean isNothing() {
        return memory.isEmpty() && time.isEmpty() && others.isEmpty();
    }

    /** Whether whatever is like it but takes longer breaks the same rules and maybe more. */
    boolean byTimeOnly() {
        return !time.isEmpty() && others.isEmpty();
    }

    /** Whether it fits memory and breaks a single rule. */
    boolean isSingle() {
        return memory.isEmpty() && time.size() + others.size() == 1;
    }

    Violation first() {
        return (memory.isEmpty() ? time.isEmpty() ? others : time : memory).get(0);
    }
}
