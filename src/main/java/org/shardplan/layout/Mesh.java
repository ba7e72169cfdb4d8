package org.shardplan.layout;

/**
 * How many GPUs of one pool work together and how they are split. The GPU count follows from the factors, so a mesh
 * cannot contradict itself. Ranks are numbered tensor first, then context, data, pipeline: neighbours in a tensor group
 * are neighbours in a node. Experts are spread over the same ranks of a pipeline stage: {@code expertTensor · expert}
 * of them hold one copy of all experts (Megatron's parallel folding).
 *
 * @param pool index of the pool in the cluster
 * @param tensor tensor-parallel degree (tp)
 * @param pipeline pipeline stages (pp)
 * @param data data-parallel degree (dp)
 * @param context context-parallel degree (cp)
 * @param expert expert-parallel degree (ep), 1 for dense models
 * @param expertTensor tensor-parallel degree inside one expert (etp), 1 for dense models
 */
public record Mesh(int pool, int tensor, int pipeline, int data, int context, int expert, int expertTensor) {

    /** A mesh for a dense model. */
    public static Mesh dense(int pool, int tensor, int pipeline, int data, int context) {
        return new Mesh(pool, tensor, pipeline, data, context, 1, 1);
    }

    public long gpus() {
        return ranksPerStage() * pipeline;
    }

    /** GPUs of one pipeline stage. */
    public long ranksPerStage() {
        return (long) tensor * context * data;
    }

    /** Ranks that hold the same dense weights and average their gradients. */
    public int replicas() {
        return (int) Math.min(Integer.MAX_VALUE, (long) data * context);
    }

    /** Ranks that hold the same expert weights and average their gradients. */
    public int expertReplicas() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, ranksPerStage() / ((long) expert * expertTensor)));
    }
}
