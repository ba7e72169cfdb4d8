package org.shardplan.io.problem;

import java.util.List;
import java.util.Set;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.io.layout.ZeroStageField;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.Allowed.ExecutionChoices;
import org.shardplan.problem.Allowed.MeshChoices;
import org.shardplan.problem.Allowed.PipelineChoices;
import org.shardplan.problem.Allowed.StateChoices;
import org.shardplan.problem.IntChoice;

/** Reads which values each decision may take. */
final class AllowedReader {

    private static final int MOST_VALUES = 1_000;
    private static final ListOf<Integer> COUNTS =
            new ListOf<>(WholeNumber.between(1, 1_000_000, ""), MOST_VALUES);

    private final Fields fields;

    private AllowedReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The choices these fields leave.
     *
     * @param precisions precisions if the fields name none
     * @param gradients gradient precision if the fields name none
     */
    static Allowed read(Fields fields, Set<Precision> precisions, GradientPrecision gradients) {
        AllowedReader reader = new AllowedReader(fields);
        return new Allowed(reader.mesh(), reader.execution(precisions), reader.pipeline(), reader.states(gradients));
    }

    private MeshChoices mesh() {
        return new MeshChoices(
                counts("gpus"), counts("tp"), counts("pp"), counts("dp"), counts("cp"), counts("ep"), counts("etp"));
    }

    private ExecutionChoices execution(Set<Precision> precisions) {
        return new ExecutionChoices(
                counts("microBatch"),
                choices("sequenceParallel", Flag.FLAG, Allowed.DEFAULT.execution().sequenceParallel()),
                choices("precision", Choice.of(Precision.values()), precisions));
    }

    private PipelineChoices pipeline() {
        PipelineChoices defaults = Allowed.DEFAULT.pipeline();
        return new PipelineChoices(
                choices("schedule", Choice.of(Schedule.Kind.values()), defaults.schedules()),
                counts("interleave"),
                choices("recompute", Choice.of(Recomputation.Kind.values()), defaults.recomputation()),
                fields.optional("partialRecompute", Flag.FLAG, defaults.partialRecomputation()));
    }

    private StateChoices states(GradientPrecision gradients) {
        StateChoices defaults = Allowed.DEFAULT.states();
        return new StateChoices(
                choices("zeroStage", ZeroStageField.ZERO_STAGE, defaults.zeroStages()),
                choices("optimizer", Choice.of(OptimizerPrecision.values()), defaults.optimizers()),
                choices("offload", Flag.FLAG, defaults.offload()),
                choices("gradients", Choice.of(GradientPrecision.values()), Set.of(gradients)));
    }

    private IntChoice counts(String name) {
        return new IntChoice(fields.optional(name, COUNTS, IntChoice.ANY.values()));
    }

    private <T> Set<T> choices(String name, FieldType<T> choice, Set<T> fallback) {
        return Set.copyOf(fields.optional(name, new ListOf<>(choice, MOST_VALUES), List.copyOf(fallback)));
    }
}
