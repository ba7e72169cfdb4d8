package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.MemoryPart;
import org.shardplan.problem.Limits.Band;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.units.Bytes;

/** What device memory allows. */
public final class CapacityRules {

    /** Identifier of the rule that every layout must fit. */
    public static final String MEMORY_CAPACITY = "memory-capacity";

    /** Kept free where the problem says nothing: 5 % of usable memory. */
    private static final double DEFAULT_RESERVE = 0.05;
    private static final double PERCENT = 100;

    private CapacityRules() {
    }

    static List<Rule<Candidate>> rules() {
        return List.of(
                rule(MEMORY_CAPACITY, "the fullest GPU fits its memory less the reserve", CapacityRules::capacity),
                rule("memory-use-max", "memory use stays below limits.memoryUsePercent.max", CapacityRules::tooFull),
                new Rule<>("memory-use-min", Level.LIMIT, Scope.ESTIMATE,
                        "memory use reaches limits.memoryUsePercent.min", CapacityRules::tooEmpty),
                rule("room-to-grow", "a model grown by limits.modelGrowth would still fit", CapacityRules::growth));
    }

    private static Rule<Candidate> rule(String id, String sentence, Rule.Check<Candidate> check) {
        return new Rule<>(id, Level.LIMIT, Scope.MEMORY, sentence, check);
    }

    /** Bytes kept free on every GPU of a pool. */
    public static double reserveBytes(Problem problem, Pool pool) {
        Optional<Bytes> wanted = problem.goal().limits().memory().reserve();
        return wanted.isPresent() ? wanted.get().value() : DEFAULT_RESERVE * pool.gpu().memory().usable().value();
    }

    /** Bytes a layout may use on every GPU of a pool. */
    public static double availableBytes(Problem problem, Pool pool) {
        return pool.gpu().memory().usable().value() - reserveBytes(problem, pool);
    }

    private static Optional<Finding> capacity(Candidate candidate) {
        return capacity(candidate.problem(), candidate.pool(), candidate.memory());
    }

    /** What is wrong with the memory of the fullest GPU of a pool, if it does not fit. */
    public static Optional<Finding> capacity(Problem problem, Pool pool, MemoryBreakdown memory) {
        double available = availableBytes(problem, pool);
        if (memory.totalBytes() <= available) {
            return Optional.empty();
        }
        double usable = pool.gpu().memory().usable().gib();
        return finding(memory.totalGib(), available / Bytes.PER_GIB, "GiB",
                "The fullest GPU (stage %d) needs %.1f GiB, has %.1f GiB (%.1f usable less %.1f reserve): %s. "
                        + "Maybe shard or recompute more, or use more GPUs.",
                memory.stage(), memory.totalGib(), available / Bytes.PER_GIB, usable,
                usable - available / Bytes.PER_GIB, new LargestParts(memory));
    }

    private static Optional<Finding> tooFull(Candidate candidate) {
        Optional<Band> band = candidate.problem().goal().limits().memory().band();
        if (band.isEmpty() || percent(candidate) <= band.get().maxPercent()) {
            return Optional.empty();
        }
        return finding(percent(candidate), band.get().maxPercent(), "%",
                "The fullest GPU uses %.1f %% of its memory, limits.memoryUsePercent allows %.1f %%. "
                        + "Maybe shard or recompute more.", percent(candidate), band.get().maxPercent());
    }

    private static Optional<Finding> tooEmpty(Candidate candidate) {
        Optional<Band> band = candidate.problem().goal().limits().memory().band();
        if (band.isEmpty() || percent(candidate) >= band.get().minPercent()) {
            return Optional.empty();
        }
        return finding(percent(candidate), band.get().minPercent(), "%",
                "The fullest GPU uses %.1f %% of its memory, limits.memoryUsePercent asks for %.1f %%. "
                        + "Maybe use fewer GPUs or a larger micro-batch.", percent(candidate), band.get().minPercent());
    }

    private static double percent(Candidate candidate) {
        return PERCENT * candidate.memory().totalBytes() / candidate.pool().gpu().memory().usable().value();
    }

    /** The model grows by layers: all that belongs to layers grows with it, logits, buffers and framework do not. */
    private static Optional<Finding> growth(Candidate candidate) {
        double factor = candidate.problem().goal().limits().memory().modelGrowth();
        if (factor == 1) {
            return Optional.empty();
        }
        MemoryBreakdown memory = candidate.memory();
        double growing = Stream.of(MemoryPart.WEIGHTS, MemoryPart.GRADIENTS, MemoryPart.OPTIMIZER,
                MemoryPart.ACTIVATIONS).mapToDouble(memory::bytes).sum();
        double needed = memory.totalBytes() + (factor - 1) * growing;
        double available = availableBytes(candidate.problem(), candidate.pool());
        return needed <= available ? Optional.empty() : finding(
                needed / Bytes.PER_GIB, available / Bytes.PER_GIB, "GiB",
                "With a model %.1f times the size the fullest GPU would need %.1f GiB, has %.1f GiB. "
                        + "Maybe use more GPUs.", factor, needed / Bytes.PER_GIB, available / Bytes.PER_GIB);
    }

}
