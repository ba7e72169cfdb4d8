package org.shardplan.measured;

/**
 * A run that cannot be expressed as a problem and a layout.
 *
 * @param origin where it was reported
 * @param model name of its model, as reported
 * @param reason why not, in one sentence
 */
public record UnsupportedRun(Origin origin, String model, String reason) implements Run {

    @Override
    public String flaw() {
        return reason;
    }
}
