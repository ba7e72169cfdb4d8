package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.io.catalogue.PoolField;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.PipelineEstimator;

/** Reads a pipeline that serves from a solution document or from an object that holds nothing else. */
public final class ServedPipelineReader {

    private static final String PIPELINE = "servingPipeline";
    private static final WholeNumber LAYERS = WholeNumber.between(1, 100_000, "layers");
    private static final ListOf<Fields> STAGES = new ListOf<>(Nested.OBJECT, 64);

    private final Fields root;
    private final ServingProblem problem;
    private final boolean isAnswer;

    private ServedPipelineReader(Fields root, ServingProblem problem, boolean isAnswer) {
        this.root = root;
        this.problem = problem;
        this.isAnswer = isAnswer;
    }

    /** The pipeline in a document of a solution, or in one that holds nothing else. */
    public static ServingLayoutFile read(Document document, ServingProblem problem) {
        if (document.root().isEmpty()) {
            return new ServingLayoutFile(Optional.empty(), document.findings().conclude());
        }
        Fields root = document.root().get();
        if (!root.has(PIPELINE)) {
            return ServingLayoutFile.of(read(root, problem), document.findings());
        }
        root.acceptOthers();
        root.optional("version", Document.VERSION);
        Fields pipeline = root.required(PIPELINE, Nested.OBJECT);
        return ServingLayoutFile.of(
                new ServedPipelineReader(pipeline, problem, true).pipeline(), document.findings());
    }

    static Pipeline read(Fields fields, ServingProblem problem) {
        return new ServedPipelineReader(fields, problem, false).pipeline();
    }

    private Pipeline pipeline() {
        ServingLayoutReader reader = new ServingLayoutReader(problem);
        root.optional(ServingLayoutKey.GPUS.label(), ServingLayoutReader.COUNT);
        int chunk = reader.chunk(root);
        OptionalInt batch = reader.batch(root);
        List<ServedStage> stages = root.required(StageSections.STAGES, STAGES).stream().map(this::stage).toList();
        Pipeline most = new Pipeline(stages, reader.formats(root),
                new Batching(batch.orElse(reader.wanted()), chunk));
        return batch.isPresent() ? most : fitting(most);
    }

    /** The same with as many sequences as there is room for. */
    private Pipeline fitting(Pipeline pipeline) {
        int most = new PipelineEstimator(problem).mostSequences(pipeline);
        return new Pipeline(pipeline.stages(), pipeline.formats(),
                new Batching(most, pipeline.batching().chunkTokens()));
    }

    private ServedStage stage(Fields fields) {
        if (isAnswer) {
            fields.acceptOthers();
        }
        return new ServedStage(fields.required(ServingLayoutKey.GPU.label(), new PoolField(problem.cluster())),
                ServingLayoutReader.optional(fields, ServingLayoutKey.TENSOR, ServingLayoutReader.DEGREE, 1),
                ServingLayoutReader.optional(fields, ServingLayoutKey.EXPERT, ServingLayoutReader.DEGREE, 1),
                fields.required(ServingLayoutKey.LAYERS.label(), LAYERS));
    }
}
