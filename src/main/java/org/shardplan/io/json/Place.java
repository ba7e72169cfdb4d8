package org.shardplan.io.json;

/**
 * A stretch of a source text.
 *
 * @param offset characters in front of it
 * @param length characters it takes
 * @param pointer the value it belongs to
 */
public record Place(int offset, int length, Pointer pointer) {
}
