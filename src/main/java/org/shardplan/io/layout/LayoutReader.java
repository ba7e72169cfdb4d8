package org.shardplan.io.layout;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.problem.Problem;

/** Reads a layout from a solution file, from one that holds nothing but the layout object, or from DeepSpeed's. */
public final class LayoutReader {

    private static final WholeNumber COUNT = WholeNumber.between(1, 1_000_000, "");
    private static final WholeNumber LAYERS = WholeNumber.between(0, 1_000_000, "layers");

    private final Fields fields;
    private final Problem problem;
    private final LayoutDefaults defaults;

    LayoutReader(Fields fields, Problem problem) {
        this.fields = fields;
        this.problem = problem;
        this.defaults = new LayoutDefaults(problem.goal().allowed());
    }

    /** The layout in a file, for this problem. */
    public static LayoutFile read(Path path, Problem problem) {
        return read(Document.of(path), problem);
    }

    /** The layout in a text that diagnostics call by this name. */
    public static LayoutFile read(String name, String text, Problem problem) {
        return read(Document.of(name, text), problem);
    }

    private static LayoutFile read(Document document, Problem problem) {
        if (document.root().isEmpty()) {
            return new LayoutFile(Optional.empty(), document.findings().conclude());
        }
        Fields root = document.root().get();
        if (DeepSpeedConfig.isOne(root.object())) {
            root.acceptOthers();
            JsonObject made = DeepSpeedConfig.layout(root.object(), document.findings(), problem);
            return LayoutFile.of(read(Fields.of(made, document.findings()), problem), document.findings());
        }
        if (!root.has("layout")) {
            return LayoutFile.of(read(root, problem), document.findings());
        }
        root.acceptOthers();
        root.optional("version", Document.VERSION);
        return LayoutFile.of(read(root.required("layout", Nested.OBJECT), problem), document.findings());
    }

    /** The layout in an object. */
    public static Layout read(Fields fields, Problem problem) {
        return new LayoutReader(fields, problem).layout();
    }

    private Layout layout() {
        Mesh mesh = MeshReader.read(fields, problem.cluster());
        return new Layout(mesh, execution(mesh), schedule(), recomputation(), states(mesh));
    }

    private Execution execution(Mesh mesh) {
        return new Execution(microBatch(),
                optional(LayoutKey.SEQUENCE_PARALLEL, Flag.FLAG, defaults.sequenceParallel(mesh)), precision());
    }

    int microBatch() {
        return optional(LayoutKey.MICRO_BATCH, COUNT, 1);
    }

    Precision precision() {
        return optional(LayoutKey.PRECISION, Choice.of(Precision.values()), defaults.precision());
    }

    private Schedule schedule() {
        OptionalInt chunks = fields.optionalNumber(LayoutKey.INTERLEAVE.label(), COUNT);
        Schedule.Kind implied = chunks.orElse(1) > 1 ? Schedule.Kind.INTERLEAVED : Schedule.Kind.ONE_F_ONE_B;
        Schedule.Kind kind = optional(LayoutKey.SCHEDULE, Choice.of(Schedule.Kind.values()), implied);
        if (kind == Schedule.Kind.INTERLEAVED) {
            return Schedule.interleaved(chunks.orElse(2));
        }
        if (chunks.orElse(1) > 1) {
            fields.reject(LayoutKey.INTERLEAVE.label(), "be 1 for schedule " + kind.label(), "leave out the schedule");
        }
        return new Schedule(kind, 1);
    }

    Recomputation recomputation() {
        OptionalInt layers = fields.optionalNumber(LayoutKey.RECOMPUTE_LAYERS.label(), LAYERS);
        Choice<Recomputation.Kind> choice = Choice.of(Recomputation.Kind.values());
        Recomputation.Kind implied =
                layers.orElse(0) > 0 ? Recomputation.Kind.FULL : Recomputation.Kind.NONE;
        Recomputation.Kind kind = optional(LayoutKey.RECOMPUTE, choice, implied);
        if (kind == Recomputation.Kind.FULL) {
            return layers.isPresent() ? Recomputation.some(layers.getAsInt()) : Recomputation.FULL;
        }
        if (layers.orElse(0) > 0) {
            fields.reject(LayoutKey.RECOMPUTE_LAYERS.label(), "be 0 unless recompute is full", "use recompute=full");
        }
        return new Recomputation(kind, 0);
    }

    StateSharding states(Mesh mesh) {
        return new StateSharding(
                optional(LayoutKey.ZERO_STAGE, ZeroStageField.ZERO_STAGE, defaults.zeroStage(mesh)),
                optional(LayoutKey.OPTIMIZER, Choice.of(OptimizerPrecision.values()), defaults.optimizer()),
                optional(LayoutKey.OFFLOAD, Flag.FLAG, defaults.offloaded()),
                optional(LayoutKey.GRADIENTS, Choice.of(GradientPrecision.values()), defaults.gradients()));
    }

    private <T> T optional(LayoutKey key, FieldType<T> type, T fallback) {
        return fields.optional(key.label(), type, fallback);
    }
}
