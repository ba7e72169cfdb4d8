package org.shardplan.layout;

import java.util.List;
import java.util.stream.Stream;

/** One complete answer to "how do we serve this": everything that is decided, nothing that follows from it. */
public sealed interface ServingLayout {

    /** All groups of equal replicas. */
    List<ReplicaGroup> groups();

    default int gpus() {
        return groups().stream().mapToInt(ReplicaGroup::gpus).sum();
    }

    /**
     * Every replica works off prompts and answers.
     *
     * @param groups groups of equal replicas; more than one if shapes differ
     */
    record Aggregated(List<ReplicaGroup> groups) implements ServingLayout {

        public Aggregated {
            groups = List.copyOf(groups);
        }

        public Aggregated(Replica replica, int count) {
            this(List.of(new ReplicaGroup(replica, count)));
        }
    }

    /**
     * Prompts and answers are worked off by different GPUs, keys and values move between them.
     *
     * @param prefill replicas that work off prompts
     * @param decode replicas that work off answers
     */
    record Disaggregated(ReplicaGroup prefill, ReplicaGroup decode) implements ServingLayout {

        @Override
        public List<ReplicaGroup> groups() {
            return Stream.of(prefill, decode).toList();
        }
    }
}
