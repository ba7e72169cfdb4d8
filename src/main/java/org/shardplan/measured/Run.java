package org.shardplan.measured;

/** A row of a table of runs. */
public sealed interface Run permits MeasuredRun, ServedRun, UnsupportedRun {

    /** Where it was reported. */
    Origin origin();
}
