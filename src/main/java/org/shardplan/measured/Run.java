package org.shardplan.measured;

/** A row of a table of runs. */
public sealed interface Run permits MeasuredRun, ServedRun, UnsupportedRun {

    /** Where it was reported. */
    Origin origin();

    /** Name of its model. */
    String model();

    /** Why it teaches nothing: it cannot be expressed, or its figures cannot be right; empty if it can teach. */
    String flaw();
}
