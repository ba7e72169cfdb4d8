package org.shardplan.problem;

/**
 * Embedding and LM head.
 *
 * @param size tokens in the vocabulary
 * @param tied whether the LM head is the transposed embedding
 * @param learnedPositions rows of a learned position table, 0 for rotary or ALiBi positions
 */
public record Vocabulary(int size, boolean tied, int learnedPositions) {
}
