package org.shardplan.mixed;

/**
 * Which nodes are used when stages are added one after the other, the last stage of the pipeline first. States are
 * numbered so that every group leads to a higher number.
 */
interface Supply {

    /** State 0 is the one in which no node is used. */
    int states();

    /** Groups that may be added next, and perhaps others. */
    int[] following(int state);

    /** Groups that may have been added last, and perhaps others. */
    int[] preceding(int state);

    /** The state after a group was added; below 0 if its nodes are not there. */
    int after(int state, int group);

    /** Whether the nodes not used yet may be left out. */
    boolean mayEnd(int state);
}
