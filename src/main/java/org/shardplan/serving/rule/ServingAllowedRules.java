package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shardplan.layout.Named;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;

/** What the problem's {@code allow} section leaves open, one rule for each of its keys. */
final class ServingAllowedRules {

    private ServingAllowedRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        List<Rule<ServingCandidate>> rules = new ArrayList<>();
        rules.add(number("tp", Scope.SPLIT, a -> a.split().tensor(), r -> r.split().tensor()));
        rules.add(rule("pp", Scope.SPLIT, ServingAllowedRules::pipeline));
        rules.add(number("ep", Scope.SPLIT, a -> a.split().expert(), r -> r.split().expert()));
        rules.add(number("attentionDp", Scope.SPLIT, a -> a.split().attentionData(), r -> r.split().attentionData()));
        rules.add(name("weightPrecision", a -> a.formats().weights(), r -> r.formats().weights()));
        rules.add(name("kvPrecision", a -> a.formats().keyValues(), r -> r.formats().keyValues()));
        rules.add(number("chunkTokens", Scope.BATCHING, a -> a.batching().chunkTokens(),
                r -> r.batching().chunkTokens()));
        rules.add(rule("maxBatch", Scope.BATCHING, ServingAllowedRules::sequences));
        rules.add(rule("gpus", Scope.FLEET, ServingAllowedRules::gpus));
        rules.add(rule("disaggregation", Scope.FLEET, ServingAllowedRules::disaggregation));
        rules.add(rule("mixedShapes", Scope.FLEET, ServingAllowedRules::mixedShapes));
        return rules;
    }

    private static Rule<ServingCandidate> rule(String key, Scope scope, Rule.Check<ServingCandidate> check) {
        return new Rule<>("allowed-" + key, Level.LIMIT, scope, "allow." + key + " admits the choice", check);
    }

    private static ServingAllowed allowed(ServingCandidate candidate) {
        return candidate.problem().goal().allowed();
    }

    private static Rule<ServingCandidate> number(
            String key, Scope scope, Function<ServingAllowed, IntChoice> choices, Function<Replica, Integer> chosen) {
        return rule(key, scope, ServingRules.ofReplicas((candidate, replica) -> {
            IntChoice choice = choices.apply(allowed(candidate));
            int value = chosen.apply(replica);
            return choice.admits(value) ? Optional.empty() : closed(key, value, choice);
        }));
    }

    private static Rule<ServingCandidate> name(
            String key, Function<ServingAllowed, Collection<? extends Named>> choices,
            Function<Replica, Named> chosen) {
        return rule(key, Scope.FORMATS, ServingRules.ofReplicas((candidate, replica) -> {
            Collection<? extends Named> admitted = choices.apply(allowed(candidate));
            Named value = chosen.apply(replica);
            return admitted.contains(value) ? Optional.empty()
                    : closed(key, value.label(), admitted.stream().map(Named::label).sorted().toList());
        }));
    }

    private static Optional<Finding> pipeline(ServingCandidate candidate) {
        IntChoice choice = allowed(candidate).split().pipeline();
        return candidate.layout().pipelines().stream().filter(stages -> !choice.admits(stages)).findFirst()
                .flatMap(stages -> closed("pp", stages, choice));
    }

    /** Prompts are worked off one at a time wherever answers are not. */
    private static Optional<Finding> sequences(ServingCandidate candidate) {
        IntChoice choice = allowed(candidate).batching().sequences();
        return ServingRules.first(candidate.answering(), replica -> choice.admits(replica.batching().sequences())
                ? Optional.empty() : closed("maxBatch", replica.batching().sequences(), choice));
    }

    private static Optional<Finding> gpus(ServingCandidate candidate) {
        IntChoice choice = allowed(candidate).split().gpus();
        int gpus = candidate.layout().gpus();
        return choice.admits(gpus) ? Optional.empty() : closed("gpus", gpus, choice);
    }

    private static Optional<Finding> disaggregation(ServingCandidate candidate) {
        boolean apart = candidate.layout() instanceof ServingLayout.Disaggregated;
        Collection<Boolean> admitted = allowed(candidate).arrangement().disaggregation();
        return admitted.contains(apart) ? Optional.empty()
                : closed("disaggregation", String.valueOf(apart), List.of(String.valueOf(!apart)));
    }

    private static Optional<Finding> mixedShapes(ServingCandidate candidate) {
        boolean mixed = candidate.layout() instanceof ServingLayout.Aggregated together && together.groups().size() > 1;
        return !mixed || allowed(candidate).arrangement().mixedShapes() ? Optional.empty()
                : closed("mixedShapes", "true", List.of("false"));
    }

    private static Optional<Finding> closed(String key, int value, IntChoice choice) {
        int nearest = choice.values().stream()
                .min(Comparator.comparingInt(each -> Math.abs(each - value))).orElseThrow();
        return finding(value, nearest, "", "The %s (%d) must be one of allow.%s (%s). Maybe widen that list.", key,
                value, key, choice.values().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static Optional<Finding> closed(String key, String value, List<String> admitted) {
        return finding(1, 0, "", "The %s (%s) must be one of allow.%s (%s). Maybe widen that list.", key, value, key,
                String.join(", ", admitted));
    }
}
