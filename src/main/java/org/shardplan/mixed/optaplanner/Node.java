package org.shardplan.mixed.optaplanner;

/**
 * One node to be put in order.
 *
 * @param id tells it from nodes of its class
 * @param nodeClass index of its class
 */
record Node(int id, int nodeClass) {
}
