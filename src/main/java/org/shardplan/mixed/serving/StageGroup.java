package org.shardplan.mixed.serving;

/**
 * Stages on one pool, all alike but for their layers.
 *
 * @param pool index of the pool in the cluster
 * @param tensor GPUs of each stage
 * @param expert GPUs over which whole experts are spread, 1 if every expert is split by tensor parallelism
 * @param stages how many follow each other
 */
record StageGroup(int pool, int tensor, int expert, int stages) {

    /** The stages of both. */
    StageGroup and(StageGroup more) {
        return new StageGroup(pool, tensor, expert, stages + more.stages);
    }

    int gpus() {
        return tensor * stages;
    }
}
