package org.shardplan.layout;

import java.util.List;

/**
 * One complete answer to "how do we train this over pools of different GPUs": a 1F1B pipeline whose stages differ.
 *
 * @param shared what all stages have in common
 * @param stages the stages, in the order in which a micro-batch passes them
 */
public record MixedLayout(Shared shared, List<MixedStage> stages) {

    public MixedLayout {
        stages = List.copyOf(stages);
    }

    /**
     * What all stages have in common: a micro-batch enters each of them in the same number of equal parts.
     *
     * @param data data-parallel width
     * @param expert GPUs of a stage over which its experts are spread (ep), each of them whole; 1 for dense models
     * @param microBatch sequences in one micro-batch
     * @param precision precision of the matrix multiplications
     * @param states how weights, gradients and optimizer state are kept
     */
    public record Shared(int data, int expert, int microBatch, Precision precision, StateSharding states) {

        /** Of a dense model. */
        public Shared(int data, int microBatch, Precision precision, StateSharding states) {
            this(data, 1, microBatch, precision, states);
        }

        /** GPUs of a stage on one pool, alone or among several stages of its kind. */
        public Mesh mesh(int pool, int tensor, int stages) {
            return new Mesh(pool, tensor, stages, data, 1, expert, 1);
        }

        /** The layout of one stage among so many, as if the whole pipeline were made of its kind. */
        public Layout of(MixedStage stage, int stages) {
            return new Layout(mesh(stage.pool(), stage.tensor(), stages),
                    new Execution(microBatch, stage.sequenceParallel(), precision), Schedule.PLAIN,
                    stage.recomputation(), states);
        }
    }

    /** The layout of one stage, as if the whole pipeline were made of its kind. */
    public Layout stage(int index) {
        return shared.of(stages.get(index), stages.size());
    }

    public int gpus() {
        return stages.stream().mapToInt(stage -> stage.tensor() * shared.data()).sum();
    }
}
