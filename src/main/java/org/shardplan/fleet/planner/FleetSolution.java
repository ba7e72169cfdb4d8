package org.shardplan.fleet.planner;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.Column.Use;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Pool;

/**
 * The answer to a fleet problem.
 *
 * @param problem the question
 * @param offers what each workload can choose from
 * @param answer the choice
 * @param worth what a little more of each limit would bring
 * @param changes workloads that ran before and were moved or ended, if there was a plan before
 */
public record FleetSolution(
        FleetProblem problem, List<Offers> offers, FleetAnswer answer, List<Worth> worth, Optional<Long> changes) {

    private static final double WATTS_PER_KILOWATT = 1000;

    public FleetSolution {
        offers = List.copyOf(offers);
        worth = List.copyOf(worth);
    }

    public Optional<Placement> placement(int workload) {
        return answer.plan().placements().get(workload);
    }

    /** How a workload runs, if it does. */
    public Optional<Run> run(int workload) {
        return placement(workload).map(placement -> offers.get(workload).runs().get(placement.column()));
    }

    /** Hours from the beginning until a workload starts. */
    public double startHours(int workload) {
        return placement(workload).map(Placement::start).orElse(0) * problem.goal().horizon().slotHours().orElse(0);
    }

    public Pool pool(Run run) {
        return problem.cluster().pools().get(run.pool());
    }

    public double usd() {
        return runs().stream().mapToDouble(Run::usd).sum();
    }

    public List<Run> runs() {
        return IntStream.range(0, offers.size()).mapToObj(this::run).flatMap(Optional::stream).toList();
    }

    /** Rated power of all servers in use, where it is highest over time. */
    public double mostKw() {
        return IntStream.range(0, problem.goal().horizon().slots()).mapToDouble(this::kw).max().orElse(0);
    }

    private double kw(int slot) {
        return running(slot).stream().mapToDouble(Run::kw).sum();
    }

    /** What runs in a time slot. */
    public List<Run> running(int slot) {
        return IntStream.range(0, offers.size()).filter(workload -> isRunning(workload, slot))
                .mapToObj(workload -> run(workload).orElseThrow()).toList();
    }

    boolean isRunning(int workload, int slot) {
        return placement(workload).filter(placement -> placement.start() <= slot
                && slot < placement.start() + use(workload).orElseThrow().slots()).isPresent();
    }

    /** What a workload takes of the limits, if it runs. */
    Optional<Use> use(int workload) {
        return placement(workload)
                .map(placement -> answer.fleet().workloads().get(workload).columns().get(placement.column()).use());
    }

    /** The objective over everything that runs, in its unit. */
    public double value() {
        return IntStream.range(0, offers.size())
                .mapToDouble(workload -> run(workload).map(losses(workload)::value).orElse(0.0)).sum();
    }

    /** The objective if every workload did its best, for throughput. */
    public double most() {
        return IntStream.range(0, offers.size()).mapToDouble(workload -> losses(workload).best()).sum();
    }

    private Losses losses(int workload) {
        return new Choices(problem, offers).losses(offers.get(workload));
    }

    /** What all others would pay for what a workload takes, at the prices of the bound, in units of the objective. */
    public double takenFromOthers(int workload) {
        return use(workload).map(use -> answer.prices().of(use, placement(workload).orElseThrow().start()))
                .orElse(0.0) / Choices.LOSSES_PER_UNIT;
    }

    /** What a workload counts in the plan, whether it runs or not, in units of the objective. */
    public double counted(int workload) {
        return answer.plan().loss(answer.fleet(), workload) / Choices.LOSSES_PER_UNIT;
    }

    /** The same question with another plan. */
    FleetSolution with(Plan other) {
        FleetAnswer changed = new FleetAnswer(
                answer.fleet(), other, other.loss(answer.fleet()), answer.bound(), answer.prices());
        return new FleetSolution(problem, offers, changed, worth, changes);
    }

    /** Whether everything that could run was found. */
    public boolean hasAllOffers() {
        return offers.stream().allMatch(Offers::complete);
    }

    /** Whether no plan is better: the choice was proved and nothing to choose from was missed. */
    public boolean isOptimal() {
        return answer.isOptimal() && hasAllOffers();
    }

    static double kilowatts(long watts) {
        return watts / WATTS_PER_KILOWATT;
    }
}
