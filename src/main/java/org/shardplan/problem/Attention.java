package org.shardplan.problem;

/** The attention block of every layer. */
public sealed interface Attention permits GroupedQueryAttention, LatentAttention {

    /** Query heads; the tensor-parallel degree must divide them. */
    int heads();

    /** Width of queries and keys of one head in the attention core. */
    int queryKeyWidth();

    /** Width of values of one head in the attention core. */
    int valueWidth();

    /** Tokens a query looks back at most, averaged over the layers, for causal attention over so many tokens. */
    double averageSpan(int sequenceLength);
}
