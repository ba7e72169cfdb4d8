package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.Limits;
import org.shardplan.rule.Rule.Finding;

/** What the user wants to spend at most: money, time, communication. */
final class TargetRules {

    private TargetRules() {
    }

    static List<Rule<Candidate>> rules() {
        return List.of(
                rule("budget", Scope.TIME, "the run costs no more than limits.budgetUsd", TargetRules::budget),
                rule("deadline", Scope.TIME, "the run ends within limits.deadlineHours", TargetRules::deadline),
                rule("communication-share", Scope.ESTIMATE,
                        "exposed communication stays below limits.maxCommunicationPercent",
                        TargetRules::communication));
    }

    private static Rule<Candidate> rule(String id, Scope scope, String sentence, Rule.Check<Candidate> check) {
        return new Rule<>(id, Level.LIMIT, scope, sentence, check);
    }

    private static Limits limits(Candidate candidate) {
        return candidate.problem().goal().limits();
    }

    private static Optional<Finding> budget(Candidate candidate) {
        OptionalDouble budget = limits(candidate).spending().budgetUsd();
        if (budget.isEmpty()) {
            return Optional.empty();
        }
        double cost = candidate.estimate().run().costUsd();
        return cost <= budget.getAsDouble() ? Optional.empty() : finding(cost, budget.getAsDouble(), "USD",
                "The run costs $%,.0f, limits.budgetUsd allows $%,.0f. Maybe use cheaper GPUs or fewer tokens.",
                cost, budget.getAsDouble());
    }

    private static Optional<Finding> deadline(Candidate candidate) {
        OptionalDouble deadline = limits(candidate).spending().deadlineHours();
        if (deadline.isEmpty()) {
            return Optional.empty();
        }
        double hours = candidate.estimate().run().hours();
        return hours <= deadline.getAsDouble() ? Optional.empty() : finding(hours, deadline.getAsDouble(), "h",
                "The run takes %,.1f hours, limits.deadlineHours allows %,.1f. Maybe use more GPUs.",
                hours, deadline.getAsDouble());
    }

    private static Optional<Finding> communication(Candidate candidate) {
        OptionalDouble most = limits(candidate).maxCommunicationPercent();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        double percent = candidate.estimate().communicationPercent();
        return percent <= most.getAsDouble() ? Optional.empty() : finding(percent, most.getAsDouble(), "%",
                "The step waits %.1f %% of its time for communication, limits.maxCommunicationPercent allows %.1f %%. "
                        + "Maybe use a smaller tp or ep.", percent, most.getAsDouble());
    }
}
