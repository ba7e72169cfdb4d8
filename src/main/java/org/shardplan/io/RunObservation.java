package org.shardplan.io;

import java.util.Locale;
import java.util.OptionalDouble;
import org.shardplan.measured.Observation;
import org.shardplan.problem.Training;
import org.shardplan.units.Bytes;

/** What came out of a run, from its measured columns alone. */
final class RunObservation {

    private static final double GIGABYTE = 1e9;

    private final RunCells measured;
    private final RunTraits traits;

    RunObservation(RunCells measured, RunTraits traits) {
        this.measured = measured;
        this.traits = traits;
    }

    Observation read(Training training, long gpus) {
        boolean outOfMemory = measured.text(RunTableColumns.MEMORY).orElse("").toUpperCase(Locale.ROOT).contains("OOM");
        if (outOfMemory) {
            return Observation.OUT_OF_MEMORY;
        }
        return new Observation(positive(stepSeconds(training, gpus)), positive(memoryGib()), false);
    }

    /** A figure of 0 means that there is none. */
    private static OptionalDouble positive(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
    }

    private OptionalDouble stepSeconds(Training training, long gpus) {
        OptionalDouble seconds = measured.number(RunTableColumns.STEP_SECONDS);
        OptionalDouble tokens = measured.number(RunTableColumns.TOKENS_PER_SECOND);
        return seconds.isPresent() || positive(tokens).isEmpty()
                ? seconds
                : OptionalDouble.of(training.tokensPerStep() / (tokens.getAsDouble() * gpus));
    }

    private OptionalDouble memoryGib() {
        OptionalDouble figure = measured.number(RunTableColumns.MEMORY);
        return switch (traits.get(RunTraits.MEMORY_UNIT, "GiB")) {
            case "GB" -> figure.isPresent()
                    ? OptionalDouble.of(figure.getAsDouble() * GIGABYTE / Bytes.PER_GIB)
                    : figure;
            case "relative" -> OptionalDouble.empty();
            default -> figure;
        };
    }
}
