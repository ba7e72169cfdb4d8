package org.shardplan.io.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shardplan.io.catalogue.Shelf;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.measured.Evidence;
import org.shardplan.problem.Framework.AttentionKernel;

/** What the rules say about one run; of several rules the last one counts. */
final class RunTraits {

    static final Trait<String> SOURCE = new Trait<>("source", Text.NAME);
    static final Trait<Evidence> EVIDENCE = new Trait<>("evidence", Choice.of(Evidence.values()));
    static final Trait<String> MEMORY_UNIT = new Trait<>("memoryUnit", Choice.of(List.of("GiB", "GB", "relative")));
    static final Trait<String> UNSUPPORTED = new Trait<>("unsupported", Text.PROSE);

    static final Trait<String> FRAMEWORK = new Trait<>("framework", Text.NAME);
    static final Trait<String> ERA = new Trait<>("era", Text.NAME);
    static final Trait<AttentionKernel> ATTENTION =
            new Trait<>("attention", Choice.of(AttentionKernel.values()));
    static final Trait<Boolean> FUSED_NORMS = new Trait<>("fusedNorms", Flag.FLAG);
    static final Trait<Integer> OPTIMIZER_GROUP =
            new Trait<>("optimizerGroup", WholeNumber.between(0, 1_000_000, "ranks"));
    static final Trait<Double> SHARD_SECONDS = new Trait<>("shardSeconds", Decimal.notNegative("s"));
    static final Trait<Double> CONTEXT = new Trait<>("contextGiB", Decimal.notNegative("GiB"));
    static final Trait<Double> COMMUNICATOR = new Trait<>("communicatorGiB", Decimal.notNegative("GiB"));
    static final Trait<Double> FRAGMENTATION = new Trait<>("fragmentation", Decimal.between(0, 1, ""));

    static final Trait<Double> EXPOSED_EXPERTS = new Trait<>("exposedExpertParallel", Decimal.between(0, 1, ""));

    /** Nodes at which the cluster's network has half its bandwidth left per GPU; measured on that cluster only. */
    static final Trait<Double> CONGESTION = new Trait<>("congestionNodes", Decimal.positive("nodes"));

    static final Trait<Boolean> GATED = new Trait<>("gated", Flag.FLAG);
    static final Trait<Boolean> BIASED = new Trait<>("biased", Flag.FLAG);
    static final Trait<Boolean> TIED = new Trait<>("tied", Flag.FLAG);
    static final Trait<Boolean> DROPOUT = new Trait<>("dropout", Flag.FLAG);
    static final Trait<Boolean> LEARNED_POSITIONS = new Trait<>("learnedPositions", Flag.FLAG);
    static final Trait<Integer> VOCABULARY = new Trait<>("vocabulary", WholeNumber.between(1, 100_000_000, ""));
    static final Trait<Boolean> ADAPTER = new Trait<>("adapter", Flag.FLAG);

    static final Trait<Integer> MICRO_BATCH = new Trait<>("microBatch", WholeNumber.between(1, 1_000_000, ""));
    static final Trait<Integer> INTERLEAVE = new Trait<>("interleave", WholeNumber.between(1, 1_000, ""));
    static final Trait<String> RECOMPUTE = new Trait<>("recompute", Text.NAME);
    static final Trait<Boolean> SEQUENCE_PARALLEL = new Trait<>("sequenceParallel", Flag.FLAG);
    static final Trait<Integer> ZERO_STAGE = new Trait<>("zeroStage", WholeNumber.between(0, 3, ""));
    static final Trait<String> PRECISION = new Trait<>("precision", Text.NAME);

    private static final Set<Trait<?>> ALL = Set.of(SOURCE, EVIDENCE, MEMORY_UNIT, UNSUPPORTED, FRAMEWORK, ERA,
            ATTENTION, FUSED_NORMS, OPTIMIZER_GROUP, SHARD_SECONDS, CONTEXT, COMMUNICATOR, FRAGMENTATION,
            EXPOSED_EXPERTS, CONGESTION, GATED, BIASED, TIED, DROPOUT, LEARNED_POSITIONS, VOCABULARY, ADAPTER,
            MICRO_BATCH, INTERLEAVE, RECOMPUTE, SEQUENCE_PARALLEL, ZERO_STAGE, PRECISION);

    private final List<JsonObject> rules;

    RunTraits(List<JsonObject> rules) {
        this.rules = rules;
    }

    /** Something a rule can say. */
    record Trait<T>(String key, FieldType<T> type) {
    }

    /** A built-in rule that says something nobody hears is a bug. */
    static void requireKnown(Set<String> keys) {
        for (String key : keys) {
            if (ALL.stream().noneMatch(trait -> trait.key().equals(key))) {
                throw new IllegalStateException("The trait (" + key + ") must be known.");
            }
        }
    }

    <T> Optional<T> get(Trait<T> trait) {
        for (int index = rules.size() - 1; index >= 0; index--) {
            Map<String, Member> members = rules.get(index).members();
            if (members.containsKey(trait.key())) {
                return read(trait, members.get(trait.key()).value());
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<T> read(Trait<T> trait, JsonValue value) {
        Findings findings = new Findings(new Source("sources.json", ""));
        Optional<T> read = trait.type().read(new Field(trait.key(), value, findings));
        Shelf.requireNone(findings);
        return read;
    }

    <T> T get(Trait<T> trait, T fallback) {
        return get(trait).orElse(fallback);
    }
}
