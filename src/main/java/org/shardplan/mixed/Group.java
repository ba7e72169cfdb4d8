package org.shardplan.mixed;

/**
 * Nodes of one class that can form a stage together.
 *
 * @param nodeClass index of the class; its nodes are all alike
 * @param nodes how many
 */
public record Group(int nodeClass, int nodes) {
}
