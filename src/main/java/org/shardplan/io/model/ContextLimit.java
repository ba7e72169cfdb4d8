package org.shardplan.io.model;

import java.util.function.Consumer;
import org.shardplan.io.json.JsonValue.JsonNumber;

/** Tokens a model was made for, if config.json or the catalogue says so; sequences may be longer, but not unnoticed. */
public final class ContextLimit {

    private double tokens = Double.POSITIVE_INFINITY;
    private String source = "";

    void note(HuggingFaceKeys config) {
        tokens = config.number("max_position_embeddings", "n_positions", "seq_length").map(JsonNumber::value)
                .filter(given -> given > 0).orElse(tokens);
        source = "max_position_embeddings (" + Math.round(tokens) + ") of config.json";
    }

    /** So many by the catalogue. */
    public void note(int positions) {
        tokens = positions;
        source = "the " + positions + " tokens the model was made for";
    }

    /** Says that sequences are longer, if they are. */
    public void compare(String what, long given, Consumer<String> assumptions) {
        if (given > tokens) {
            assumptions.accept(what + " (" + given + ") is more than " + source
                    + ": planned as if the model's positions were extended.");
        }
    }
}
