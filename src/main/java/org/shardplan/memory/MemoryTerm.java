package org.shardplan.memory;

/** One summand of a memory part as a formula with the numbers put in. */
public sealed interface MemoryTerm permits StateTerm, ActivationTerm {

    /** The part it belongs to; the terms of a part sum to it. */
    MemoryPart part();

    double bytes();

    /** The formula with its numbers, such as {@code 2 bytes · 8.16 B parameters}. */
    String formula();

    /** Where the formula comes from. */
    String source();
}
