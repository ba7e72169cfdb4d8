package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.shardplan.io.catalogue.PoolField;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;

/** Reads a serving layout from a solution document or from an object that holds nothing else. */
public final class ServingLayoutReader {

    /** What engines work off at a time where nobody says otherwise. */
    static final int USUAL_CHUNK = 8192;

    static final WholeNumber DEGREE = WholeNumber.between(1, 1_024, "");
    static final WholeNumber COUNT = WholeNumber.between(1, 1_000_000, "");
    private static final ListOf<Fields> GROUPS = new ListOf<>(Nested.OBJECT, 32);
    private static final long MOST_GPUS = 1_000_000;
    private static final int MOST_SEQUENCES = 4_096;

    private final ServingProblem problem;

    ServingLayoutReader(ServingProblem problem) {
        this.problem = problem;
    }

    /** The layout in the document of a solution, an explanation or a layout alone. */
    public static ServingLayoutFile read(Document document, ServingProblem problem) {
        if (document.root().isEmpty()) {
            return new ServingLayoutFile(Optional.empty(), document.findings().conclude());
        }
        Fields root = document.root().get();
        if (!root.has("layout")) {
            return ServingLayoutFile.of(read(root, problem), document.findings());
        }
        root.acceptOthers();
        return ServingLayoutFile.of(read(root.required("layout", Nested.OBJECT), problem), document.findings());
    }

    /** The layout in an object. */
    public static ServingLayout read(Fields fields, ServingProblem problem) {
        ServingLayoutReader reader = new ServingLayoutReader(problem);
        if (fields.has("prefill") || fields.has("decode")) {
            fields.optional(ServingLayoutKey.GPUS.label(), COUNT);
            return new ServingLayout.Disaggregated(
                    reader.group(fields.required("prefill", Nested.OBJECT), OptionalInt.of(1)),
                    reader.group(fields.required("decode", Nested.OBJECT), OptionalInt.empty()));
        }
        if (fields.has("groups")) {
            fields.optional(ServingLayoutKey.GPUS.label(), COUNT);
            return new ServingLayout.Aggregated(fields.required("groups", GROUPS).stream()
                    .map(each -> reader.group(each, OptionalInt.empty())).toList());
        }
        return new ServingLayout.Aggregated(List.of(reader.group(fields, OptionalInt.empty())));
    }

    /** One group; of the sequences of a prompt's GPUs, one at a time is usual. */
    private ReplicaGroup group(Fields fields, OptionalInt usualBatch) {
        int pool = optional(fields, ServingLayoutKey.GPU, new PoolField(problem.cluster()), 0);
        Split split = split(fields);
        OptionalInt gpus = fields.optionalNumber(ServingLayoutKey.GPUS.label(), COUNT);
        int follows = Math.max(1, gpus.orElse(problem.pool(pool).count()) / split.gpus());
        int replicas = optional(fields, ServingLayoutKey.REPLICAS, COUNT, usualBatch.isPresent() ? 1 : follows);
        if ((long) replicas * split.gpus() > MOST_GPUS) {
            fields.reject("The product tp · pp · attentionDp · replicas must be at most 1,000,000 GPUs.");
            return new ReplicaGroup(replica(fields, pool, Split.tensor(1), usualBatch), 1);
        }
        return new ReplicaGroup(replica(fields, pool, split, usualBatch), replicas);
    }

    private Split split(Fields fields) {
        int tensor = optional(fields, ServingLayoutKey.TENSOR, DEGREE, 1);
        int pipeline = optional(fields, ServingLayoutKey.PIPELINE, DEGREE, 1);
        int data = optional(fields, ServingLayoutKey.ATTENTION_DATA, DEGREE, 1);
        long stage = (long) tensor * data;
        int expert = optional(fields, ServingLayoutKey.EXPERT, COUNT, data > 1 ? (int) Math.min(stage, MOST_GPUS) : 1);
        if (stage * pipeline > MOST_GPUS) {
            fields.reject("The product tp · pp · attentionDp must be at most 1,000,000 GPUs.");
            return Split.tensor(1);
        }
        return new Split(tensor, pipeline, data, expert);
    }

    private Replica replica(Fields fields, int pool, Split split, OptionalInt usualBatch) {
        int chunk = chunk(fields);
        OptionalInt batch = batch(fields);
        Replica most = new Replica(pool, split, formats(fields), new Batching(usualBatch.orElse(wanted()), chunk));
        return batch.isPresent() ? most.with(new Batching(batch.getAsInt(), chunk)) : fitting(most);
    }

    Formats formats(Fields fields) {
        return new Formats(
                optional(fields, ServingLayoutKey.WEIGHTS, Choice.of(WeightFormat.values()),
                        first(WeightFormat.values(), problem.goal().allowed().formats().weights())),
                optional(fields, ServingLayoutKey.KEY_VALUES, Choice.of(KeyValueFormat.values()),
                        first(KeyValueFormat.values(), problem.goal().allowed().formats().keyValues())));
    }

    int chunk(Fields fields) {
        return optional(fields, ServingLayoutKey.CHUNK_TOKENS, COUNT, usualChunk());
    }

    OptionalInt batch(Fields fields) {
        return fields.optionalNumber(ServingLayoutKey.MAX_BATCH.label(), COUNT);
    }

    private int usualChunk() {
        List<Integer> allowed = problem.goal().allowed().batching().chunkTokens().values();
        return allowed.isEmpty() || allowed.contains(USUAL_CHUNK) ? USUAL_CHUNK : allowed.get(0);
    }

    /** Sequences that could be under way at all. */
    int wanted() {
        return problem.serving().load() instanceof Load.ClosedLoop closed
                ? Math.min(MOST_SEQUENCES, closed.concurrency()) : MOST_SEQUENCES;
    }

    /** As many sequences as there is room for. */
    private Replica fitting(Replica replica) {
        int most = new ServingEstimator(problem).mostSequences(replica);
        return replica.with(new Batching(most, replica.batching().chunkTokens()));
    }

    private static <T> T first(T[] values, Set<T> choices) {
        return Stream.of(values).filter(choices::contains).findFirst().orElse(values[0]);
    }

    static <T> T optional(Fields fields, ServingLayoutKey key, FieldType<T> type, T fallback) {
        return fields.optional(key.label(), type, fallback);
    }
}
