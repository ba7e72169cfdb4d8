package org.shardplan.measured;

import java.util.OptionalDouble;

/**
 * What came out when a model was served.
 *
 * @param ttftSeconds mean seconds to the first token
 * @param tpotSeconds mean seconds for each further token
 * @param requestSeconds mean seconds of a whole request
 * @param tokensPerSecond output tokens per second over all GPUs
 * @param memory GPU memory
 */
public record ServedOutcome(
        OptionalDouble ttftSeconds, OptionalDouble tpotSeconds, OptionalDouble requestSeconds,
        OptionalDouble tokensPerSecond, Memory memory) {

    /**
     * GPU memory.
     *
     * @param gib in use, where that follows from need and not from a pool that the engine reserves
     * @param ranOut whether there was too little
     */
    public record Memory(OptionalDouble gib, boolean ranOut) {
    }

    /** Whether it is known to have run. */
    public boolean ran() {
        return !memory.ranOut();
    }
}
