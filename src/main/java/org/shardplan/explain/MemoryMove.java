package org.shardplan.explain;

import java.util.Optional;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.CapacityRules;
import org.shardplan.rule.RuleBook;
import org.shardplan.solver.LeastNeed;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;
import org.shardplan.units.Bytes;

/** How much more memory every GPU would need: what the most frugal of all layouts lacks. */
final class MemoryMove {

    private static final int HALVINGS = 16;
    private static final int MANY_TIMES = 256;

    private final Problem problem;
    private final long deadlineNanos;

    MemoryMove(Problem problem, long deadlineNanos) {
        this.problem = problem;
        this.deadlineNanos = deadlineNanos;
    }

    Optional<Move> find() {
        LeastNeed need = new LeastNeed(new SearchSpace(
                new LayoutEstimator(problem), Extent.until(new Deadline(deadlineNanos))));
        Optional<Candidate> frugal = need.find();
        if (frugal.isEmpty()) {
            return Optional.empty();
        }
        double more = need.lackingBytes() / availableShare(frugal.get().pool());
        Optional<Move> exact = exact(frugal.get(), more);
        return exact.isPresent() ? exact : searched(more);
    }

    /** The share of more memory that layouts may use: the usual reserve grows with it. */
    private double availableShare(Pool pool) {
        Pool larger = Relaxed.memory(pool, Bytes.PER_GIB);
        return (CapacityRules.availableBytes(problem, larger) - CapacityRules.availableBytes(problem, pool))
                / Bytes.PER_GIB;
    }

    /** A little more than nothing, because sums in another order differ in the last bit. */
    private Problem with(double moreBytes) {
        return Relaxed.pools(problem, pool -> Relaxed.memory(pool, moreBytes * (1 + 1e-12) + 1));
    }

    /** The most frugal layout, if no other limit forbids it. */
    private Optional<Move> exact(Candidate frugal, double more) {
        Candidate candidate = new Candidate(new LayoutEstimator(with(more)), frugal.layout());
        return RuleBook.standard().isFeasible(candidate)
                ? Optional.of(move(more, candidate.pool(), candidate))
                : Optional.empty();
    }

    private Move move(double more, Pool pool, Candidate candidate) {
        double to = pool.gpu().memory().usable().gib();
        return new Move(Demand.MEMORY, to - more / Bytes.PER_GIB, to, "GiB", candidate.estimate());
    }

    /** Another limit forbids the most frugal layout, so the question itself has to be asked. */
    private Optional<Move> searched(double atLeast) {
        double plenty = Math.max(atLeast, Bytes.PER_GIB) * MANY_TIMES;
        return new Bisection(this::with, deadlineNanos).between(atLeast, plenty, HALVINGS).map(found -> {
            double to = found.example().pool().gpu().memory().usable().gib();
            return new Move(Demand.MEMORY, to - found.value() / Bytes.PER_GIB, to, "GiB", found.example());
        });
    }
}
