package org.shardplan.problem;

/**
 * Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434, section 2.1).
 *
 * @param heads query heads
 * @param queryRank rank of the query compression, 0 if queries are not compressed
 * @param keyValueRank rank of the joint key and value compression
 * @param plainWidth width of a head's part without position encoding
 * @param rotaryWidth width of a head's rotary part
 * @param valueWidth width of a head's values
 */
public record LatentAttention(
        int heads, int queryRank, int keyValueRank, int plainWidth, int rotaryWidth, int valueWidth)
        implements Attention {

    @Override
    public int queryKeyWidth() {
        return plainWidth + rotaryWidth;
    }

    @Override
    public double averageSpan(int sequenceLength) {
        return sequenceLength / 2.0;
    }
}
