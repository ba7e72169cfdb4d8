package org.shardplan.problem;

/**
 * A decoder-only transformer.
 *
 * @param name the name people know it by
 * @param stack depth and width
 * @param attention the attention block
 * @param feedForward the feed-forward blocks
 * @param vocabulary embedding and LM head
 * @param provenance where the shape comes from
 */
public record Model(
        String name, Stack stack, Attention attention, FeedForward feedForward, Vocabulary vocabulary,
        Provenance provenance) {

    public int layers() {
        return stack.layers();
    }

    public int hidden() {
        return stack.hidden();
    }
}
