package org.shardplan.io.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Source;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Problem;

/**
 * Mixed pipelines as people type them, a plus sign between stages; what all have in common stands anywhere:
 * {@code dp=4,gpu=A100-SXM-80,nodes=2,layers=30+gpu=H100-SXM-80,nodes=4,layers=50}.
 */
public final class MixedLayoutText {

    private static final List<String> SHARED = List.of(LayoutKey.DATA.label(), LayoutKey.EXPERT.label(),
            LayoutKey.MICRO_BATCH.label(), LayoutKey.PRECISION.label(), LayoutKey.ZERO_STAGE.label(),
            LayoutKey.OPTIMIZER.label(), LayoutKey.OFFLOAD.label(), LayoutKey.GRADIENTS.label());

    private final Source source;
    private final Findings findings;

    private MixedLayoutText(Source source) {
        this.source = source;
        this.findings = new Findings(source);
    }

    /** The pipeline a text describes; what it does not say follows from the rest or is the usual. */
    public static MixedLayoutFile parse(String text, MixedProblem problem) {
        MixedLayoutText parsed = new MixedLayoutText(new Source("--layout", text));
        Fields fields = Fields.of(parsed.object(), parsed.findings);
        return MixedLayoutFile.of(MixedLayoutReader.read(fields, problem), parsed.findings);
    }

    /** The pipeline in a file with a solution or a layout. */
    public static MixedLayoutFile read(Path path, MixedProblem problem) {
        return MixedLayoutReader.read(Document.of(path), problem);
    }

    private JsonObject object() {
        List<JsonObject> sections = new ArrayList<>();
        String text = source.text();
        for (int start = 0; start <= text.length(); ) {
            int plus = text.indexOf('+', start);
            int end = plus < 0 ? text.length() : plus;
            sections.add(new LayoutParser(source, findings).object(start, end));
            start = end + 1;
        }
        return new StageSections(SHARED, findings).object(
                sections, new Place(0, Math.max(1, text.length()), Pointer.ROOT));
    }

    /** A short text that reads back as this pipeline. */
    public static String format(MixedLayout layout, MixedProblem problem) {
        int data = layout.shared().data();
        return shared(layout.shared(), problem.training()) + "," + layout.stages().stream()
                .map(stage -> stage(stage, data, problem.training())).collect(Collectors.joining("+"));
    }

    private static String shared(Shared shared, Problem problem) {
        LayoutDefaults defaults = new LayoutDefaults(problem.goal().allowed());
        List<String> parts = new ArrayList<>(List.of(said(LayoutKey.DATA, shared.data()),
                said(LayoutKey.MICRO_BATCH, shared.microBatch()),
                said(LayoutKey.ZERO_STAGE, shared.states().zeroStage().number())));
        if (shared.expert() > 1) {
            parts.add(said(LayoutKey.EXPERT, shared.expert()));
        }
        if (shared.precision() != defaults.precision()) {
            parts.add(said(LayoutKey.PRECISION, shared.precision().label()));
        }
        if (shared.states().optimizer() != defaults.optimizer()) {
            parts.add(said(LayoutKey.OPTIMIZER, shared.states().optimizer().label()));
        }
        if (shared.states().gradients() != defaults.gradients()) {
            parts.add(said(LayoutKey.GRADIENTS, shared.states().gradients().label()));
        }
        return String.join(",", parts);
    }

    private static String stage(MixedStage stage, int data, Problem problem) {
        List<String> parts = new ArrayList<>(List.of(said(LayoutKey.GPU, problem.pool(stage.pool()).name()),
                said(LayoutKey.NODES, stage.nodes()), said(LayoutKey.LAYERS, stage.layers())));
        if (stage.tensor() * data != stage.nodes() * problem.pool(stage.pool()).node().gpus()) {
            parts.add(said(LayoutKey.TENSOR, stage.tensor()));
        }
        if (stage.sequenceParallel() != stage.tensor() > 1) {
            parts.add(said(LayoutKey.SEQUENCE_PARALLEL, stage.sequenceParallel()));
        }
        recomputation(stage.recomputation()).ifPresent(parts::add);
        return String.join(",", parts);
    }

    private static Optional<String> recomputation(Recomputation recomputation) {
        if (recomputation.isPartial()) {
            return Optional.of(said(LayoutKey.RECOMPUTE_LAYERS, recomputation.layers()));
        }
        return recomputation.kind() == Recomputation.Kind.NONE ? Optional.empty()
                : Optional.of(said(LayoutKey.RECOMPUTE, recomputation.kind().label()));
    }

    private static String said(LayoutKey key, Object value) {
        return key.label() + "=" + value;
    }
}
