package org.shardplan.io.runs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.io.json.Sentence;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Named;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Framework;

/** The layout of a run; what its report leaves open is what its source usually did, and an assumption. */
final class RunLayout {

    private static final Map<String, Boolean> YES_OR_NO = Map.of(
            "yes", true, "true", true, "1", true, "on", true, "no", false, "false", false, "0", false, "off", false);

    private final RunCells cells;
    private final RunTraits traits;

    RunLayout(RunCells cells, RunTraits traits) {
        this.cells = cells;
        this.traits = traits;
    }

    Layout read(Precision precision, Framework framework) {
        Mesh mesh = mesh();
        Execution execution = new Execution(microBatch(), sequenceParallel(mesh), precision);
        GradientPrecision gradients = framework.states().gradientBytes() == GradientPrecision.FP32.bytes()
                ? GradientPrecision.FP32
                : GradientPrecision.BF16;
        StateSharding states = new StateSharding(zeroStage(), OptimizerPrecision.FP32, false, gradients);
        return new Layout(mesh, execution, schedule(mesh), recomputation(), states);
    }

    /** The GPU count is a fact, dp what remains of it. */
    private Mesh mesh() {
        int tensor = cells.whole("tp").orElse(1);
        int pipeline = cells.whole("pp").orElse(1);
        int context = cells.whole("cp").orElse(1);
        int gpus = cells.required("gpus");
        long block = (long) tensor * pipeline * context;
        if (gpus % block != 0) {
            cells.obstacle("The gpus (" + gpus + ") must be a multiple of tp·pp·cp (" + block + ").");
        }
        int data = (int) Math.max(1, gpus / block);
        OptionalInt told = cells.whole("dp");
        if (told.isPresent() && told.getAsInt() != data) {
            cells.assume("dp (" + told.getAsInt() + ") disagrees with the GPU count: " + data + ".");
        }
        return new Mesh(0, tensor, pipeline, data, context,
                cells.whole("ep").orElse(1), cells.whole("etp").orElse(1));
    }

    private int microBatch() {
        return usual(cells.whole("micro_batch"), "micro_batch", traits.get(RunTraits.MICRO_BATCH, 1));
    }

    private Schedule schedule(Mesh mesh) {
        if (mesh.pipeline() == 1) {
            return Schedule.PLAIN;
        }
        int chunks = usual(cells.whole("vpp"), "vpp", traits.get(RunTraits.INTERLEAVE, 1));
        return chunks > 1 ? Schedule.interleaved(chunks) : Schedule.PLAIN;
    }

    private int usual(OptionalInt given, String column, int fallback) {
        if (given.isEmpty()) {
            cells.assume(column + " not given: " + fallback + ".");
        }
        return given.orElse(fallback);
    }

    private boolean sequenceParallel(Mesh mesh) {
        if (mesh.tensor() == 1) {
            return false;
        }
        Optional<String> told = cells.text("seq_parallel");
        if (told.isEmpty()) {
            boolean usual = traits.get(RunTraits.SEQUENCE_PARALLEL, true);
            cells.assume("seq_parallel not given: " + (usual ? "yes." : "no."));
            return usual;
        }
        Boolean value = YES_OR_NO.get(told.get().toLowerCase(Locale.ROOT));
        if (value == null) {
            cells.obstacle("The seq_parallel (" + Sentence.cut(told.get()) + ") must be yes or no.");
        }
        return Boolean.TRUE.equals(value);
    }

    private ZeroStage zeroStage() {
        Optional<String> told = cells.text("zero_stage");
        if (told.isEmpty()) {
            int usual = traits.get(RunTraits.ZERO_STAGE, 1);
            cells.assume("zero_stage not given: " + usual + ".");
            return ZeroStage.values()[usual];
        }
        String label = told.get().toLowerCase(Locale.ROOT).replaceAll("[hf]sdp2?", ZeroStage.WEIGHTS.label());
        return Named.find(ZeroStage.values(), label).orElseGet(() -> {
            cells.obstacle("The zero_stage (" + Sentence.cut(told.get()) + ") must be 0, 1, 2 or 3.");
            return ZeroStage.NONE;
        });
    }

    private Recomputation recomputation() {
        Optional<String> told = cells.text("recompute");
        if (told.isEmpty()) {
            cells.assume("recompute not given: " + traits.get(RunTraits.RECOMPUTE, "none") + ".");
        }
        String words = told.orElse(traits.get(RunTraits.RECOMPUTE, "none")).toLowerCase(Locale.ROOT);
        if (words.startsWith("none") || words.equals("no") || words.equals("off") || words.equals("false")) {
            return Recomputation.NONE;
        }
        if (words.startsWith("selective") || words.startsWith("core") || words.startsWith("attn")) {
            return Recomputation.SELECTIVE;
        }
        if (!words.startsWith("full") && !words.equals("yes") && !words.equals("true")) {
            cells.obstacle("The recompute (" + Sentence.cut(words) + ") must be none, selective or full.");
        }
        return Recomputation.FULL;
    }
}
