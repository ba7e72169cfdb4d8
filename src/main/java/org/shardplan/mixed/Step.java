package org.shardplan.mixed;

/**
 * One more stage in front of others.
 *
 * @param state nodes used before
 * @param stages stages before
 * @param next nodes used after
 * @param group nodes of the new stage
 */
record Step(int state, int stages, int next, int group) {
}
