package org.shardplan.serving.measured;

import java.util.OptionalDouble;
import org.shardplan.layout.Named;
import org.shardplan.measured.ServedOutcome;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup.Mode;

/** What is compared. */
public enum Quantity implements Named {
    TPOT("time per output token", 1),
    TTFT("time to first token", 0.35),
    OFFLINE("offline throughput", 1),
    STATIC("static throughput", 1),
    PROMPT("first token, static", 0.6);

    /** A request that spends more of its time before the first token waits for room. */
    static final double SATURATED = 0.3;

    private final String label;
    private final double weight;

    Quantity(String label, double weight) {
        this.label = label;
        this.weight = weight;
    }

    @Override
    public String label() {
        return label;
    }

    /** How much it counts in a fit: less where sources differ in what they measure. */
    double weight() {
        return weight;
    }

    /** What was measured, if it can be compared: online times below saturation, offline rates, static batches. */
    OptionalDouble observed(ServedRun run) {
        boolean steady = run.setup().mode() == Mode.ONLINE && !isSaturated(run);
        boolean batch = run.setup().mode() == Mode.STATIC;
        return switch (this) {
            case TPOT -> steady ? run.outcome().tpotSeconds() : OptionalDouble.empty();
            case TTFT -> steady && run.outcome().tpotSeconds().isPresent() && !isLocal(run)
                    ? run.outcome().ttftSeconds() : OptionalDouble.empty();
            case OFFLINE -> run.setup().mode() == Mode.OFFLINE
                    ? run.outcome().tokensPerSecond() : OptionalDouble.empty();
            case STATIC -> batch ? run.outcome().tokensPerSecond() : OptionalDouble.empty();
            case PROMPT -> batch ? run.outcome().ttftSeconds() : OptionalDouble.empty();
        };
    }

    /**
     * LMDeploy's pages start all sessions of a batch at once and tell the median token: no prompt interrupts it, and
     * their first token is no time to first token.
     */
    private static boolean isLocal(ServedRun run) {
        return run.setup().problem().engine().name().equals("lmdeploy");
    }

    double predicted(ServedRun run, ServedPrediction prediction) {
        return switch (this) {
            case TPOT -> isLocal(run) ? prediction.times().step() : prediction.times().tpot();
            case TTFT, PROMPT -> prediction.times().ttft();
            case OFFLINE, STATIC -> prediction.tokensPerSecond();
        };
    }

    /** Whether requests waited for room: the measured time to the first token is a large share of the request. */
    static boolean isSaturated(ServedRun run) {
        ServedOutcome outcome = run.outcome();
        if (outcome.ttftSeconds().isEmpty() || outcome.tpotSeconds().isEmpty()) {
            return false;
        }
        double first = outcome.ttftSeconds().getAsDouble();
        double rest = outcome.tpotSeconds().getAsDouble() * run.setup().problem().serving().lengths().output();
        return first > SATURATED * (first + rest) && !isLocal(run);
    }
}
