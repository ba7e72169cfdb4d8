package org.shardplan.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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

/** Solves the question again with a little more of one thing at a time, on all cores. */
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
        List<Changed> more = new ArrayList<>();
        hardware(more);
        limits(more);
        demands(more);
        return new Binding(more.parallelStream().flatMap(this::increment).toList(),
                doubtful().parallelStream().flatMap(this::doubt).toList());
    }

    private void hardware(List<Changed> more) {
        Pool pool = best.pool();
        more.add(new Changed(pool.node().gpus() + " GPUs more in every pool", withNode()));
        more.add(new Changed("1 GiB more memory per GPU",
                Relaxed.pools(problem, each -> Relaxed.memory(each, Bytes.PER_GIB))));
        more.add(new Changed("10 % more network bandwidth",
                Relaxed.pools(problem, each -> Faster.network(each, TENTH))));
        more.add(new Changed("10 % more scale-up bandwidth",
                Relaxed.pools(problem, each -> Faster.scaleUp(each, TENTH))));
    }

    /** A limit on GPUs grows with them, or it would hide what they bring. */
    private Problem withNode() {
        Problem more = Relaxed.pools(problem, each -> Relaxed.count(each, each.count() + each.node().gpus()));
        OptionalInt most = problem.goal().limits().resources().maxGpus();
        return most.isEmpty() ? more
                : Relaxed.maxGpus(more, OptionalInt.of(most.getAsInt() + best.pool().node().gpus()));
    }

    private void limits(List<Changed> more) {
        Limits limits = problem.goal().limits();
        tenth(more, "budget", limits.spending().budgetUsd(), Relaxed::budget);
        tenth(more, "time until the deadline", limits.spending().deadlineHours(), Relaxed::deadline);
        tenth(more, "power", limits.resources().powerKw(), Relaxed::power);
        tenth(more, "communication allowed", limits.maxCommunicationPercent(), Relaxed::communication);
    }

    /** What each rule that comes from the question costs. */
    private void demands(List<Changed> more) {
        for (Demand demand : ConflictSearch.demandsOf(problem)) {
            if (demand != Demand.GPUS && demand != Demand.MEMORY) {
                more.add(new Changed((demand.isChoice() ? "opening " : "without ") + demand.label(),
                        demand.without(problem)));
            }
        }
    }

    private void tenth(List<Changed> more, String what, OptionalDouble limit,
            BiFunction<Problem, OptionalDouble, Problem> change) {
        if (limit.isPresent()) {
            more.add(new Changed("10 % more " + what,
                    change.apply(problem, OptionalDouble.of(TENTH * limit.getAsDouble()))));
        }
    }

    private List<Changed> doubtful() {
        List<Changed> doubtful = new ArrayList<>();
        for (double factor : new double[] {TENTH, 1 / TENTH}) {
            String faster = factor > 1 ? " 10 % faster" : " 10 % slower";
            doubtful.add(new Changed("matrix work" + faster, Faster.matrixWork(problem, factor)));
            doubtful.add(new Changed("communication" + faster, Faster.communication(problem, factor)));
        }
        return doubtful;
    }

    private Stream<Increment> increment(Changed changed) {
        return solve(changed.question(), chosenIn(changed.question()))
                .map(found -> new Increment(changed.what(), new Comparison(found, best))).stream();
    }

    private Stream<Doubt> doubt(Changed changed) {
        Candidate chosen = chosenIn(changed.question());
        return solve(changed.question(), chosen).map(found -> new Doubt(
                changed.what(), new Comparison(found, chosen.estimate()), isFeasible(chosen))).stream();
    }

    private Candidate chosenIn(Problem question) {
        return new Candidate(new LayoutEstimator(question), best.layout());
    }

    /** What is feasible there too helps to find the best sooner. */
    private Optional<Estimate> solve(Problem question, Candidate chosen) {
        return new LayoutSolver().best(
                question, isFeasible(chosen) ? List.of(chosen.estimate()) : List.of(), timeLimit);
    }

    private static boolean isFeasible(Candidate chosen) {
        return RuleBook.standard().isFeasible(chosen);
    }

    /**
     * A question with one change.
     *
     * @param what the change, in words
     * @param question the question with it
     */
    private record Changed(String what, Problem question) {
    }
}
