package org.shardplan.serving.measured;

import java.util.OptionalDouble;
import org.shardplan.layout.Replica;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.problem.Serving.Lengths;

/**
 * A run and what the model says about it.
 *
 * @param run the run
 * @param shipped with the constants its engine has
 * @param withoutModel with constants fitted to runs of all other models on this engine and GPU
 * @param setAside whether its group was measured under conditions its row does not tell
 */
public record ServedReplay(
        ServedRun run, ServedPrediction shipped, ServedPrediction withoutModel, boolean setAside) {

    /** Relative error, if there is a figure to compare with. */
    OptionalDouble error(Quantity quantity, Discipline discipline) {
        OptionalDouble observed = quantity.observed(run);
        return observed.isEmpty() ? observed : OptionalDouble.of(
                quantity.predicted(run, prediction(discipline)) / observed.getAsDouble() - 1);
    }

    ServedPrediction prediction(Discipline discipline) {
        return switch (discipline) {
            case SHIPPED -> shipped;
            case WITHOUT_MODEL -> withoutModel;
        };
    }

    /** With which constants runs are predicted. */
    public enum Discipline {
        SHIPPED,
        WITHOUT_MODEL
    }

    /** Whether it is known to have run, and something was measured. */
    boolean ran() {
        return run.outcome().ran() && run.setup().mode() != ServedSetup.Mode.CAPACITY;
    }

    Group group() {
        ServedSetup setup = run.setup();
        return new Group(run.origin().source(), setup.problem().engine().name(), setup.gpu().name());
    }

    /** Source, engine and GPU. */
    public record Group(String source, String engine, String gpu) {
    }

    /** What runs have in common among which a planner would choose. */
    Question question() {
        ServedSetup setup = run.setup();
        return new Question(group(), setup.launch().version(), run.model(), setup.replicas().replica().formats(),
                setup.problem().serving().lengths());
    }

    /** The same requests to the same model, engine and GPU. */
    record Question(Group group, String version, String model, Replica.Formats formats, Lengths lengths) {
    }
}
