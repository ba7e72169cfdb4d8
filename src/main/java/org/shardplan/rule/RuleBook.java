package org.shardplan.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules for one kind of layout, in the order in which they are worth telling.
 *
 * @param <C> what they judge
 */
public final class RuleBook<C> {

    private static final RuleBook<Candidate> STANDARD = new RuleBook<>(Stream.of(
            ShapeRules.rules(), ClusterRules.rules(), StepRules.rules(), AllowedRules.rules(), CapacityRules.rules(),
            TargetRules.rules()).flatMap(List::stream).toList());

    private final List<Rule<C>> rules;
    private final Map<Scope, List<Rule<C>>> byScope = new EnumMap<>(Scope.class);

    public RuleBook(List<Rule<C>> rules) {
        this.rules = List.copyOf(rules);
        for (Scope scope : Scope.values()) {
            byScope.put(scope, rules.stream().filter(rule -> rule.scope() == scope).toList());
        }
    }

    /** The rules of training. */
    public static RuleBook<Candidate> standard() {
        return STANDARD;
    }

    public List<Rule<C>> rules() {
        return rules;
    }

    /** The same without one rule. */
    public RuleBook<C> without(Rule<C> lifted) {
        return new RuleBook<>(rules.stream().filter(rule -> rule != lifted).toList());
    }

    /** The rule of this identifier, if it is in here. */
    public Optional<Rule<C>> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Rules that can be checked as soon as so much of a layout is decided. */
    public List<Rule<C>> rules(Scope scope) {
        return byScope.get(scope);
    }

    /** The first violation of a rule of this scope. */
    public Optional<Violation> firstViolation(Scope scope, C candidate) {
        for (Rule<C> rule : byScope.get(scope)) {
            Optional<Violation> violation = rule.violation(candidate);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    /** Every violation of a rule of this scope. */
    public List<Violation> violations(Scope scope, C candidate) {
        return violations(byScope.get(scope), candidate);
    }

    public boolean isFeasible(C candidate) {
        for (Rule<C> rule : rules) {
            if (rule.isBrokenBy(candidate)) {
                return false;
            }
        }
        return true;
    }

    /** Every violation with its numbers. */
    public List<Violation> violations(C candidate) {
        return violations(rules, candidate);
    }

    private static <C> List<Violation> violations(List<Rule<C>> rules, C candidate) {
        List<Violation> violations = new ArrayList<>();
        for (Rule<C> rule : rules) {
            rule.violation(candidate).ifPresent(violations::add);
        }
        return violations;
    }
}
