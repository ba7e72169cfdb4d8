package org.shardplan.io.json;

import java.util.Optional;

/**
 * A field about to be read.
 *
 * @param name its name, as messages call it
 * @param value what the file gives it
 * @param findings where complaints go
 */
public record Field(String name, JsonValue value, Findings findings) {

    /** Reports that the value must be otherwise. */
    public <T> Optional<T> must(String demand, String advice) {
        return mustAs(value.shown(), demand, advice);
    }

    /** The same for a value with a unit. */
    <T> Optional<T> mustAs(String shown, String demand, String advice) {
        return reject(Sentence.must(name, shown, demand, advice), "");
    }

    /** Reports the value in a sentence of its own. */
    public <T> Optional<T> reject(String message, String suggestion) {
        findings.error(value.place(), message, suggestion);
        return Optional.empty();
    }
}
