package org.shardplan.rule;

/** How much of a layout a rule reads; a search checks each rule as soon as that much is decided. */
public enum Scope {
    /** The mesh of a training layout only. */
    MESH,
    /** The mesh and the execution. */
    EXECUTION,
    /** The mesh, the execution and the schedule. */
    SCHEDULE,
    /** The mesh, the schedule and the recomputation. */
    RECOMPUTATION,
    /** The mesh and the states. */
    STATES,
    /** Of a serving layout, how single replicas are split. */
    SPLIT,
    /** Of a serving layout, how single replicas are split and store numbers. */
    FORMATS,
    /** Of a serving layout, what single replicas run at a time. */
    BATCHING,
    /** Of a serving layout, how many replicas there are. */
    FLEET,
    /** Everything, as far as memory feels it: what uses less memory breaks no such rule that it kept before. */
    MEMORY,
    /** Everything, as far as time feels it: what takes less time breaks no such rule that it kept before. */
    TIME,
    /** Everything. */
    ESTIMATE
}
