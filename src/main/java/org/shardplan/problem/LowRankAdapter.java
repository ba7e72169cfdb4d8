package org.shardplan.problem;

/**
 * Fine-tuning of low-rank adapters beside frozen weights (LoRA, Hu et al. 2021, arXiv:2106.09685).
 *
 * <p>Adapters sit on the attention projections and on the dense and shared feed-forward matrices; routed experts,
 * embedding and LM head have none.
 *
 * @param rank inner width of every adapter
 */
public record LowRankAdapter(int rank) {
}
