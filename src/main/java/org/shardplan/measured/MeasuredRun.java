package org.shardplan.measured;

/**
 * A run with what was decided before it started and what came out, strictly apart.
 *
 * @param origin where it was reported
 * @param setup what was decided
 * @param observation what came out
 */
public record MeasuredRun(Origin origin, Setup setup, Observation observation) implements Run {

    @Override
    public String flaw() {
        return observation.doubt();
    }

    @Override
    public String model() {
        return setup.problem().model().name();
    }

    /** Sources of runs with and without experts are judged apart. */
    public String source() {
        return setup.hasExperts() ? origin.source() + ", experts" : origin.source();
    }
}
