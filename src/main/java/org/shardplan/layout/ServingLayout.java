package org.shardplan.layout;

import java.util.List;
import java.util.stream.Stream;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;

/** One complete answer to "how do we serve this": everything that is decided, nothing that follows from it. */
public sealed interface ServingLayout {

    /** All groups of equal replicas. */
    List<ReplicaGroup> groups();

    /** Pipeline stages of each of its engines. */
    default List<Integer> pipelines() {
        return groups().stream().map(group -> group.replica().split().pipeline()).toList();
    }

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

    /**
     * One engine whose pipeline stages may run on different pools; each works off prompts and answers.
     *
     * @param stages the stages, in the order in which tokens pass them
     * @param formats how all of them store weights, keys and values
     * @param batching what runs at a time in the whole pipeline
     */
    record Pipeline(List<ServedStage> stages, Formats formats, Batching batching) implements ServingLayout {

        public Pipeline {
            stages = List.copyOf(stages);
        }

        /** The GPUs of each stage, as a group of their own. */
        @Override
        public List<ReplicaGroup> groups() {
            return stages.stream().map(stage -> new ReplicaGroup(replica(stage, 1), 1)).toList();
        }

        /** Pools it runs on. */
        public int pools() {
            return (int) stages.stream().map(ServedStage::pool).distinct().count();
        }

        @Override
        public List<Integer> pipelines() {
            return List.of(stages.size());
        }

        /** The replica that a whole pipeline of as many stages of this kind would be. */
        public Replica kind(ServedStage stage) {
            return replica(stage, stages.size());
        }

        private Replica replica(ServedStage stage, int pipeline) {
            return new Replica(stage.pool(), new Split(stage.tensor(), pipeline, 1, stage.expert()), formats,
                    batching);
        }
    }
}
