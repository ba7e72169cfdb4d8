package org.shardplan.io.layout;

import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.io.catalogue.PoolField;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.MixedProblem;

/** Reads a mixed pipeline from a solution document or from an object that holds nothing else. */
public final class MixedLayoutReader {

    private static final String PIPELINE = "mixedPipeline";
    private static final WholeNumber DEGREE = WholeNumber.between(1, 100_000, "");
    private static final WholeNumber LAYERS = WholeNumber.between(1, 100_000, "layers");
    /** No problem has more nodes. */
    private static final ListOf<Fields> LIST = new ListOf<>(Nested.OBJECT, 64);
    private static final long MOST_GPUS = 1_000_000;

    private final Fields root;
    private final MixedProblem problem;
    private final boolean isAnswer;

    private MixedLayoutReader(Fields root, MixedProblem problem, boolean isAnswer) {
        this.root = root;
        this.problem = problem;
        this.isAnswer = isAnswer;
    }

    /** The pipeline in a document of a solution, or in one that holds nothing else. */
    public static MixedLayoutFile read(Document document, MixedProblem problem) {
        if (document.root().isEmpty()) {
            return new MixedLayoutFile(Optional.empty(), document.findings().conclude());
        }
        Fields root = document.root().get();
        if (!root.has(PIPELINE)) {
            return MixedLayoutFile.of(read(root, problem), document.findings());
        }
        root.acceptOthers();
        root.optional("version", Document.VERSION);
        Fields pipeline = root.required(PIPELINE, Nested.OBJECT);
        return MixedLayoutFile.of(new MixedLayoutReader(pipeline, problem, true).layout(), document.findings());
    }

    static MixedLayout read(Fields fields, MixedProblem problem) {
        return new MixedLayoutReader(fields, problem, false).layout();
    }

    private MixedLayout layout() {
        int data = root.required(LayoutKey.DATA.label(), DEGREE);
        LayoutReader reader = new LayoutReader(root, problem.training());
        int expert = root.optional(LayoutKey.EXPERT.label(), DEGREE, 1);
        Shared shared = new Shared(data, expert, reader.microBatch(), reader.precision(),
                reader.states(Mesh.dense(0, 1, 1, data, 1)));
        return new MixedLayout(shared,
                root.required(StageSections.STAGES, LIST).stream().map(fields -> stage(fields, data)).toList());
    }

    private MixedStage stage(Fields fields, int data) {
        if (isAnswer) {
            fields.acceptOthers();
        }
        int pool = fields.required(LayoutKey.GPU.label(), new PoolField(problem.cluster()));
        int perNode = problem.training().pool(pool).node().gpus();
        OptionalInt named = fields.optionalNumber(LayoutKey.TENSOR.label(), DEGREE);
        int nodes = fields.optional(LayoutKey.NODES.label(), DEGREE,
                (int) Math.min(Integer.MAX_VALUE, ((long) named.orElse(1) * data + perNode - 1) / perNode));
        if (named.isEmpty() && !fields.has(LayoutKey.NODES.label())) {
            fields.reject("A stage must name its nodes, or its tp, from which they follow.");
        }
        int tensor = named.orElse((int) Math.max(1, (long) nodes * perNode / data));
        int layers = fields.required(LayoutKey.LAYERS.label(), LAYERS);
        if ((long) tensor * data > MOST_GPUS) {
            fields.reject("The product tp · dp must be at most 1,000,000 GPUs.");
        }
        return new MixedStage(pool, nodes, tensor,
                fields.optional(LayoutKey.SEQUENCE_PARALLEL.label(), Flag.FLAG, tensor > 1), layers,
                recomputation(fields, layers));
    }

    /** All layers of a stage are all of them, whether they are counted or not. */
    private Recomputation recomputation(Fields fields, int layers) {
        Recomputation read = new LayoutReader(fields, problem.training()).recomputation();
        return read.isPartial() && read.layers() == layers ? Recomputation.FULL : read;
    }
}
