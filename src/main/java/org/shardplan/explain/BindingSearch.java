package org.shardplan.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Binding.Doubt;
import org.shardplan.explain.Binding.Increment;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.units.Bytes;

/** Solves the question again with a little more of one thing at a time. */
final class BindingSearch {

    private static final double TENTH = 1.1;

    private final Estimate best;
    private final Problem problem;
    private final Duration timeLimit;

    BindingSearch(Estimate best, Duration timeLimit) {
        this.best = best;
        this.problem = best.problem();
        this.timeLimit = timeLimit;
    }

    Binding find() {
        List<Increment> increments = new ArrayList<>();
        hardware(increments);
        limits(increments);
        demands(increments);
        return new Binding(increments, doubts());
    }

    private void hardware(List<Increment> increments) {
        Pool pool = best.pool();
        more(increments, pool.node().gpus() + " GPUs more in every pool", withNode());
        more(increments, "1 GiB more memory per GPU",
                Relaxed.pools(problem, each -> Relaxed.memory(each, Bytes.PER_GIB)));
        more(increments, "10 % more network bandwidth", Relaxed.pools(problem, each -> Faster.network(each, TENTH)));
        more(increments, "10 % more scale-up bandwidth", Relaxed.pools(problem, each -> Faster.scaleUp(each, TENTH)));
    }

    /** A limit on GPUs grows with them, or it would hide what they bring. */
    private Problem withNode() {
        Problem more = Relaxed.pools(problem, each -> Relaxed.count(each, each.count() + each.node().gpus()));
        OptionalInt most = problem.goal().limits().resources().maxGpus();
        return most.isEmpty() ? more
                : Relaxed.maxGpus(more, OptionalInt.of(most.getAsInt() + best.pool().node().gpus()));
    }

    private void limits(List<Increment> increments) {
        Limits limits = problem.goal().limits();
        tenth(increments, "budget", limits.spending().budgetUsd(), Relaxed::budget);
        tenth(increments, "time until the deadline", limits.spending().deadlineHours(), Relaxed::deadline);
        tenth(increments, "power", limits.resources().powerKw(), Relaxed::power);
        tenth(increments, "communication allowed", limits.maxCommunicationPercent(), Relaxed::communication);
    }

    /** What each rule that comes from the question costs. */
    private void demands(List<Increment> increments) {
        for (Demand demand : ConflictSearch.demandsOf(problem)) {
            if (demand != Demand.GPUS && demand != Demand.MEMORY) {
                more(increments, (demand.isChoice() ? "opening " : "without ") + demand.label(),
                        demand.without(problem));
            }
        }
    }

    private void tenth(List<Increment> increments, String what, OptionalDouble limit,
            BiFunction<Problem, OptionalDouble, Problem> change) {
        if (limit.isPresent()) {
            more(increments, "10 % more " + what,
                    change.apply(problem, OptionalDouble.of(TENTH * limit.getAsDouble())));
        }
    }

    private void more(List<Increment> increments, String what, Problem question) {
        solve(question).ifPresent(found -> increments.add(new Increment(what, new Comparison(found, best))));
    }

    private List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        for (double factor : new double[] {TENTH, 1 / TENTH}) {
            String faster = factor > 1 ? " 10 % faster" : " 10 % slower";
            doubt(doubts, "matrix work" + faster, Faster.matrixWork(problem, factor));
            doubt(doubts, "communication" + faster, Faster.communication(problem, factor));
        }
        return doubts;
    }

    private void doubt(List<Doubt> doubts, String what, Problem question) {
        Candidate chosen = new Candidate(new LayoutEstimator(question), best.layout());
        boolean holds = RuleBook.standard().isFeasible(chosen);
        solve(question).ifPresent(found ->
                doubts.add(new Doubt(what, new Comparison(found, chosen.estimate()), holds)));
    }

    private Optional<Estimate> solve(Problem question) {
        return new LayoutSolver().best(question, timeLimit);
    }
}
