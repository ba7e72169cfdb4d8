package org.shardplan.io.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Source;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;

/**
 * Pipelines that serve as people type them, a plus sign between stages; what all have in common stands anywhere:
 * {@code maxBatch=48,gpu=L40S-48,tp=2,layers=20+gpu=A100-SXM-40,tp=4,layers=60}.
 */
public final class ServedPipelineText {

    private static final List<String> COMMON = Stream.of(ServingLayoutKey.WEIGHTS, ServingLayoutKey.KEY_VALUES,
            ServingLayoutKey.MAX_BATCH, ServingLayoutKey.CHUNK_TOKENS).map(ServingLayoutKey::label).toList();

    private ServedPipelineText() {
    }

    /** The pipeline a text describes; what it does not say is the usual. */
    public static ServingLayoutFile parse(String text, ServingProblem problem) {
        Source source = new Source("--layout", text);
        Findings findings = new Findings(source);
        ServingLayoutParser parser = new ServingLayoutParser(source, findings);
        Fields fields = Fields.of(
                new StageSections(COMMON, findings).object(parser.stages(), parser.everything()), findings);
        return ServingLayoutFile.of(ServedPipelineReader.read(fields, problem), findings);
    }

    /** The pipeline in a file with a solution or a layout. */
    public static ServingLayoutFile read(Path path, ServingProblem problem) {
        return ServedPipelineReader.read(Document.of(path), problem);
    }

    /** A short text that reads back as this pipeline. */
    public static String format(Pipeline layout, ServingProblem problem) {
        return "weights=" + layout.formats().weights().label() + ",kv=" + layout.formats().keyValues().label()
                + ",maxBatch=" + layout.batching().sequences() + ",chunkTokens=" + layout.batching().chunkTokens()
                + "," + layout.stages().stream().map(stage -> format(stage, problem)).collect(Collectors.joining("+"));
    }

    private static String format(ServedStage stage, ServingProblem problem) {
        return "gpu=" + problem.pool(stage.pool()).name() + ",tp=" + stage.tensor()
                + (stage.expert() > 1 ? ",ep=" + stage.expert() : "") + ",layers=" + stage.layers();
    }
}
