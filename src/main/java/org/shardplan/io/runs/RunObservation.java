package org.shardplan.io.runs;

import java.util.Locale;
import java.util.OptionalDouble;
import org.shardplan.estimate.Utilisation;
import org.shardplan.measured.Observation;
import org.shardplan.measured.Setup;
import org.shardplan.problem.Training;
import org.shardplan.units.Bytes;

/** What came out of a run, from its measured columns alone; figures that physics rules out are left out. */
final class RunObservation {

    private static final double GIGABYTE = 1e9;
    /** A run that takes longer than this times its matrix work at peak is a misprint. */
    private static final double SLOWEST = 10_000;
    /** Nominal sizes and decimal units exceed what can be allocated by less. */
    private static final double NOMINAL = 1.1;

    private final RunCells measured;
    private final RunTraits traits;

    RunObservation(RunCells measured, RunTraits traits) {
        this.measured = measured;
        this.traits = traits;
    }

    Observation read(Setup setup) {
        boolean outOfMemory = measured.text(RunTableColumns.MEMORY).orElse("").toUpperCase(Locale.ROOT).contains("OOM");
        if (outOfMemory) {
            return Observation.OUT_OF_MEMORY;
        }
        OptionalDouble seconds = positive(stepSeconds(setup));
        OptionalDouble memory = positive(memoryGib());
        seconds.ifPresent(value -> checkSeconds(value, setup));
        if (seconds.isPresent()) {
            memory.ifPresent(value -> checkMemory(value, setup));
        }
        return measured.obstacles().isEmpty()
                ? new Observation(seconds, memory, false, "")
                : Observation.doubted(String.join(" ", measured.obstacles()));
    }

    /** A figure of 0 means that there is none. */
    private static OptionalDouble positive(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
    }

    private OptionalDouble stepSeconds(Setup setup) {
        Training training = setup.problem().training();
        OptionalDouble seconds = measured.number(RunTableColumns.STEP_SECONDS);
        OptionalDouble tokens = measured.number(RunTableColumns.TOKENS_PER_SECOND);
        return seconds.isPresent() || positive(tokens).isEmpty()
                ? seconds
                : OptionalDouble.of(training.tokensPerStep()
                        / (tokens.getAsDouble() * setup.layout().mesh().gpus()));
    }

    private void checkSeconds(double seconds, Setup setup) {
        double fastest = Utilisation.secondsAtPeak(setup.problem(), setup.layout());
        if (seconds < fastest || seconds > SLOWEST * fastest) {
            measured.obstacle(String.format(Locale.ROOT,
                    "The time of a step (%.3g s) must be between %.3g s, its matrix work at the peak of %,d GPUs, and "
                    + "%,.0f times that. Maybe it is in another unit, or of another batch.",
                    seconds, fastest, setup.layout().mesh().gpus(), SLOWEST));
        }
    }

    /** What ran had room; figures of memory alone may come from a formula. */
    private void checkMemory(double gib, Setup setup) {
        double most = NOMINAL * setup.gpu().memory().usable().gib();
        if (gib > most) {
            measured.obstacle(String.format(Locale.ROOT,
                    "The peak_mem_gb (%.4g) must be at most %.4g, what a %s has. Maybe it is of several GPUs.",
                    gib, most, setup.gpu().name()));
        }
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
