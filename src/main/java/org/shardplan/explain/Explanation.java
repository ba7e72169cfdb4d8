package org.shardplan.explain;

import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Named;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.MemoryTerm;
import org.shardplan.rule.CapacityRules;
import org.shardplan.rule.Level;
import org.shardplan.rule.Violation;

/**
 * What is to be said about one layout.
 *
 * @param estimate its numbers
 * @param violations every rule it breaks
 * @param stages memory of the pipeline stages that differ, in pipeline order
 * @param terms formulas of the fullest stage's memory with their numbers
 */
public record Explanation(
        Estimate estimate, List<Violation> violations, List<MemoryBreakdown> stages, List<MemoryTerm> terms) {

    public Explanation {
        violations = List.copyOf(violations);
        stages = List.copyOf(stages);
        terms = List.copyOf(terms);
    }

    public Verdict verdict() {
        return violations.isEmpty() ? Verdict.FEASIBLE : Verdict.REJECTED;
    }

    /** Whether such a layout cannot run at all; its numbers are then what they would be if it could. */
    public boolean isImpossible() {
        return violations.stream().anyMatch(violation -> violation.level() == Level.STRUCTURE);
    }

    /** Whether device memory is among what the layout exceeds. */
    public boolean isTooBig() {
        return violations.stream().anyMatch(violation -> violation.rule().equals(CapacityRules.MEMORY_CAPACITY));
    }

    /** Yes or no. */
    public enum Verdict implements Named {
        FEASIBLE("feasible"),
        REJECTED("rejected");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
