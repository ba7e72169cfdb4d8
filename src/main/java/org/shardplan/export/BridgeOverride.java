package org.shardplan.export;

import java.util.Map;
import java.util.Optional;

/**
 * An override of a recipe that stands for an argument of Megatron-LM.
 *
 * @param argument Megatron-LM's argument without its dashes
 * @param name path of the override
 * @param unsaid what the argument means when it is not given, if a recipe may mean something else
 */
record BridgeOverride(String argument, String name, Optional<String> unsaid) {

    /** An argument that is always given where it matters. */
    static BridgeOverride of(String argument, String name) {
        return new BridgeOverride(argument, name, Optional.empty());
    }

    /** An argument that turns something on that a recipe may have on already. */
    static BridgeOverride reset(String argument, String name, String unsaid) {
        return new BridgeOverride(argument, name, Optional.of(unsaid));
    }

    /** What to override with, if anything. */
    Optional<String> value(Map<String, String> arguments) {
        return Optional.ofNullable(arguments.get(argument)).map(value -> value.isEmpty() ? "true" : value)
                .or(() -> unsaid);
    }
}
