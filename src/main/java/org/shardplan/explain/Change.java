package org.shardplan.explain;

/**
 * One decision that a repair takes differently.
 *
 * @param decision which one
 * @param from what the layout decided
 * @param to what it has to decide
 */
public record Change(Decision decision, String from, String to) {
}
