package org.shardplan.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, in the order in which they are worth telling. */
public final class RuleBook {

    private static final RuleBook STANDARD = new RuleBook(Stream.of(
            ShapeRules.rules(), ClusterRules.rules(), StepRules.rules(), AllowedRules.rules(), CapacityRules.rules(),
            TargetRules.rules()).flatMap(List::stream).toList());

    private final List<Rule> rules;
    private final Map<Scope, List<Rule>> byScope = new EnumMap<>(Scope.class);

    private RuleBook(List<Rule> rules) {
        this.rules = rules;
        for (Scope scope : Scope.values()) {
            byScope.put(scope, rules.stream().filter(rule -> rule.scope() == scope).toList());
        }
    }

    public static RuleBook standard() {
        return STANDARD;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The same without one rule. */
    public RuleBook without(Rule lifted) {
        return new RuleBook(rules.stream().filter(rule -> rule != lifted).toList());
    }

    /** The rule of this identifier, if it is in here. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Rules that can be checked as soon as so much of a layout is decided. */
    public List<Rule> rules(Scope scope) {
        return byScope.get(scope);
    }

    /** The first violation of a rule of this scope. */
    public Optional<Violation> firstViolation(Scope scope, Candidate candidate) {
        for (Rule rule : byScope.get(scope)) {
            Optional<Violation> violation = rule.violation(candidate);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    /** Every violation of a rule of this scope. */
    public List<Violation> violations(Scope scope, Candidate candidate) {
        return violations(byScope.get(scope), candidate);
    }

    public boolean isFeasible(Candidate candidate) {
        for (Rule rule : rules) {
            if (rule.isBrokenBy(candidate)) {
                return false;
            }
        }
        return true;
    }

    /** Every violation with its numbers. */
    public List<Violation> violations(Candidate candidate) {
        return violations(rules, candidate);
    }

    private static List<Violation> violations(List<Rule> rules, Candidate candidate) {
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : rules) {
            rule.violation(candidate).ifPresent(violations::add);
        }
        return violations;
    }
}
