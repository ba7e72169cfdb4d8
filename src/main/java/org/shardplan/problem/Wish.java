package org.shardplan.problem;

import org.shardplan.layout.Named;

/** What an answer is to be best at. */
public sealed interface Wish extends Named permits Objective, ServingObjective {

    /** Unit of what is counted. */
    String unit();

    boolean isMaximized();
}
