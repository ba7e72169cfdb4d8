package org.shardplan.layout;

/**
 * One stage of a pipeline that serves over several pools.
 *
 * @param pool index of the pool in the cluster
 * @param tensor GPUs of that pool that hold its layers together (tp)
 * @param expert GPUs over which whole experts are spread (ep), 1 if every expert is split by tensor parallelism
 * @param layers transformer layers it holds
 */
public record ServedStage(int pool, int tensor, int expert, int layers) {
}
