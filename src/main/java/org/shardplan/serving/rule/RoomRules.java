package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.layout.Replica;
import org.shardplan.problem.Pool;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;
import org.shardplan.serving.memory.ServingMemory;

/** What device memory allows: an engine that does not start, and one that lets requests queue. */
public final class RoomRules {

    /** Identifier of the rule that the engine must start. */
    public static final String STARTS = "starts";
    /** Identifier of the rule that the batch must fit. */
    public static final String BATCH_FITS = "batch-fits";

    private RoomRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        return List.of(
                new Rule<>(STARTS, Level.STRUCTURE, Scope.MEMORY,
                        "weights, workspace and the keys and values of one sequence fit, or the engine does not start",
                        ofMemories(RoomRules::starts)),
                new Rule<>(BATCH_FITS, Level.LIMIT, Scope.MEMORY,
                        "the keys and values of maxBatch sequences fit, or some of them queue",
                        ofMemories(RoomRules::batchFits)));
    }

    /** Tests the memory of one group of replicas, or of one stage. */
    @FunctionalInterface
    private interface MemoryCheck {

        Optional<Finding> find(Pool pool, Replica replica, ServingMemory memory);
    }

    private static Rule.Check<ServingCandidate> ofMemories(MemoryCheck check) {
        return candidate -> {
            List<ServingMemory> memories = candidate.estimator().memory(candidate.layout());
            List<Replica> replicas = candidate.replicas();
            return ServingRules.first(IntStream.range(0, memories.size()).boxed().toList(), index -> check.find(
                    candidate.pool(replicas.get(index)), replicas.get(index), memories.get(index)));
        };
    }

    private static Optional<Finding> starts(Pool pool, Replica replica, ServingMemory memory) {
        if (memory.starts()) {
            return Optional.empty();
        }
        double needed = memory.weights().gib() + memory.workspace().gib() + memory.perSequence().gib();
        double available = Math.max(0, needed + memory.keyValues().gib() - memory.perSequence().gib());
        return finding(needed, available, "GiB",
                "The engine does not start on %s: weights %.1f GiB, workspace %.1f and one sequence %.1f need "
                        + "%.1f GiB, %.1f of %.1f usable are left to it. Maybe use a larger tp or pp, or fewer bits.",
                pool.gpu().name(), memory.weights().gib(), memory.workspace().gib(),
                memory.perSequence().gib(), needed, available, memory.usable().gib());
    }

    /** Sequences on the fullest GPU: with data-parallel attention each group holds its own. */
    private static Optional<Finding> batchFits(Pool pool, Replica replica, ServingMemory memory) {
        int groups = replica.split().attentionData();
        int sequences = (int) Math.ceil((double) replica.batching().sequences() / groups);
        if (!memory.starts() || sequences <= memory.sequences()) {
            return Optional.empty();
        }
        double needed = sequences * memory.perSequence().gib();
        return finding(needed, memory.keyValues().gib(), "GiB",
                "The keys and values of %d sequences need %.1f GiB, %.1f left (%.1f usable, weights %.1f): only %d "
                        + "run, the others queue. Maybe use maxBatch=%d.",
                sequences, needed, memory.keyValues().gib(), memory.usable().gib(), memory.weights().gib(),
                memory.sequences(), memory.sequences() * groups);
    }
}
