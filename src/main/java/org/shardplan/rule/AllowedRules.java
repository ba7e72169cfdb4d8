package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Named;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.IntChoice;
import org.shardplan.rule.Rule.Finding;

/** What the problem's {@code allow} section leaves open, one rule for each of its keys. */
final class AllowedRules {

    private AllowedRules() {
    }

    static List<Rule<Candidate>> rules() {
        List<Rule<Candidate>> rules = new ArrayList<>();
        rules.add(number("gpus", Scope.MESH, a -> a.mesh().gpus(), l -> (int) l.mesh().gpus()));
        rules.add(number("tp", Scope.MESH, a -> a.mesh().tensor(), l -> l.mesh().tensor()));
        rules.add(number("pp", Scope.MESH, a -> a.mesh().pipeline(), l -> l.mesh().pipeline()));
        rules.add(number("dp", Scope.MESH, a -> a.mesh().data(), l -> l.mesh().data()));
        rules.add(number("cp", Scope.MESH, a -> a.mesh().context(), l -> l.mesh().context()));
        rules.add(number("ep", Scope.MESH, a -> a.mesh().expert(), l -> l.mesh().expert()));
        rules.add(number("etp", Scope.MESH, a -> a.mesh().expertTensor(), l -> l.mesh().expertTensor()));
        rules.add(number("microBatch", Scope.EXECUTION, a -> a.execution().microBatch(),
                l -> l.execution().microBatch()));
        rules.add(flag("sequenceParallel", Scope.EXECUTION, a -> a.execution().sequenceParallel(),
                l -> l.execution().sequenceParallel()));
        rules.add(name("precision", Scope.EXECUTION, a -> a.execution().precisions(),
                l -> l.execution().precision()));
        rules.add(name("schedule", Scope.SCHEDULE, a -> a.pipeline().schedules(), l -> l.schedule().kind()));
        rules.add(rule("interleave", Scope.SCHEDULE, AllowedRules::interleave));
        rules.add(name("recompute", Scope.RECOMPUTATION, a -> a.pipeline().recomputation(),
                l -> l.recomputation().kind()));
        rules.add(rule("partialRecompute", Scope.RECOMPUTATION, AllowedRules::partial));
        rules.add(name("zeroStage", Scope.STATES, a -> a.states().zeroStages(), l -> l.states().zeroStage()));
        rules.add(name("optimizer", Scope.STATES, a -> a.states().optimizers(), l -> l.states().optimizer()));
        rules.add(flag("offload", Scope.STATES, a -> a.states().offload(), l -> l.states().offloaded()));
        rules.add(name("gradients", Scope.STATES, a -> a.states().gradients(), l -> l.states().gradients()));
        return rules;
    }

    private static Rule<Candidate> rule(String key, Scope scope, Rule.Check<Candidate> check) {
        return new Rule<>("allowed-" + key, Level.LIMIT, scope, "allow." + key + " admits the choice", check);
    }

    private static Allowed allowed(Candidate candidate) {
        return candidate.problem().goal().allowed();
    }

    private static Rule<Candidate> number(
            String key, Scope scope, Function<Allowed, IntChoice> choices, Function<Layout, Integer> chosen) {
        return rule(key, scope, candidate -> {
            IntChoice choice = choices.apply(allowed(candidate));
            int value = chosen.apply(candidate.layout());
            return choice.admits(value) ? Optional.empty() : closed(key, value, nearest(choice, value),
                    value, choice.values());
        });
    }

    private static Rule<Candidate> flag(
            String key, Scope scope, Function<Allowed, Collection<Boolean>> choices,
            Function<Layout, Boolean> chosen) {
        return rule(key, scope, candidate ->
                choices.apply(allowed(candidate)).contains(chosen.apply(candidate.layout()))
                        ? Optional.empty()
                        : closed(key, 1, 0, chosen.apply(candidate.layout()), choices.apply(allowed(candidate))));
    }

    private static Rule<Candidate> name(
            String key, Scope scope, Function<Allowed, Collection<? extends Named>> choices,
            Function<Layout, Named> chosen) {
        return rule(key, scope, candidate -> {
            Collection<? extends Named> admitted = choices.apply(allowed(candidate));
            Named value = chosen.apply(candidate.layout());
            return admitted.contains(value) ? Optional.empty()
                    : closed(key, 1, 0, value.label(), admitted);
        });
    }

    private static Optional<Finding> interleave(Candidate candidate) {
        Schedule schedule = candidate.layout().schedule();
        IntChoice choice = allowed(candidate).pipeline().interleave();
        boolean open = schedule.kind() != Schedule.Kind.INTERLEAVED || choice.admits(schedule.chunks());
        return open ? Optional.empty() : closed("interleave", schedule.chunks(), nearest(choice, schedule.chunks()),
                schedule.chunks(), choice.values());
    }

    private static Optional<Finding> partial(Candidate candidate) {
        boolean open = !candidate.layout().recomputation().isPartial()
                || allowed(candidate).pipeline().partialRecomputation();
        return open ? Optional.empty() : closed("partialRecompute", 1, 0, true, List.of(false));
    }

    private static Optional<Finding> closed(
            String key, double needed, double available, Object value, Collection<?> admitted) {
        return finding(needed, available, "", "The %s (%s) must be one of allow.%s (%s). Maybe widen that list.",
                key, value, key, new Admitted(admitted));
    }

    /** Admitted values as text. */
    private record Admitted(Collection<?> values) {

        @Override
        public String toString() {
            return values.stream().map(value -> value instanceof Named named ? named.label() : String.valueOf(value))
                    .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                    .collect(Collectors.joining(", "));
        }
    }

    private static int nearest(IntChoice choice, int value) {
        int nearest = choice.values().get(0);
        for (int candidate : choice.values()) {
            if (Math.abs(candidate - value) < Math.abs(nearest - value)) {
                nearest = candidate;
            }
        }
        return nearest;
    }
}
