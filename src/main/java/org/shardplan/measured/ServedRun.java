package org.shardplan.measured;

/**
 * A served model with what was decided before and what came out, strictly apart.
 *
 * @param origin where it was reported
 * @param setup what was decided
 * @param outcome what came out
 */
public record ServedRun(Origin origin, ServedSetup setup, ServedOutcome outcome) implements Run {

    public String model() {
        return setup.problem().model().name();
    }

    @Override
    public String flaw() {
        return "";
    }
}
