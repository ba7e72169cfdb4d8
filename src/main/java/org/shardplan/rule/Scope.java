package org.shardplan.rule;

/** How much of a layout a rule reads; a search checks each rule as soon as that much is decided. */
public enum Scope {
    /** The mesh only. */
    MESH,
    /** The mesh and the execution. */
    EXECUTION,
    /** The mesh, the execution and the schedule. */
    SCHEDULE,
    /** The mesh, the schedule and the recomputation. */
    RECOMPUTATION,
    /** The mesh and the states. */
    STATES,
    /** Everything, as far as memory feels it: what uses less memory breaks no such rule that it kept before. */
    MEMORY,
    /** Everything, as far as time feels it: what takes less time breaks no such rule that it kept before. */
    TIME,
    /** Everything. */
    ESTIMATE
}
