package org.shardplan.serving.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.shardplan.layout.Replica;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.RuleBook;

/** The rulebook of serving layouts. */
public final class ServingRules {

    private static final RuleBook<ServingCandidate> BOOK = new RuleBook<>(Stream.of(
            SplitRules.rules(), FormatRules.rules(), EngineRules.rules(), FleetRules.rules(),
            ServingAllowedRules.rules(), RoomRules.rules(), LevelRules.rules()).flatMap(List::stream).toList());

    private ServingRules() {
    }

    public static RuleBook<ServingCandidate> book() {
        return BOOK;
    }

    /** A check that finds the first replica which fails. */
    static Rule.Check<ServingCandidate> ofReplicas(ReplicaCheck check) {
        return candidate -> first(candidate.replicas(), replica -> check.find(candidate, replica));
    }

    static <T> Optional<Finding> first(List<T> items, Function<T, Optional<Finding>> check) {
        for (T item : items) {
            Optional<Finding> found = check.apply(item);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Tests one replica of a layout. */
    @FunctionalInterface
    interface ReplicaCheck {

        Optional<Finding> find(ServingCandidate candidate, Replica replica);
    }
}
