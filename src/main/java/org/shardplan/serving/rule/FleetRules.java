package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Scope;
import org.shardplan.serving.estimate.Upkeep;

/** What inventory, money and power allow in all. */
final class FleetRules {

    private static final double PERCENT = 100;

    private FleetRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        return List.of(
                rule("gpus-available", "every pool has the GPUs", ofPools(FleetRules::available)),
                rule("spare-gpus", "the wanted share of every pool stays free", ofPools(FleetRules::spare)),
                rule("use-all", "all GPUs of pools that must be used are", ofPools(FleetRules::useAll)),
                rule("replicas-fit-nodes", "no replica straddles nodes it does not fill", ofPools(FleetRules::packing)),
                rule("max-gpus", "no more GPUs than limits.maxGpus", FleetRules::maxGpus),
                rule("power", "the servers' rated power fits limits.powerKw", FleetRules::power),
                rule("hourly-budget", "an hour costs no more than limits.budgetUsdPerHour", FleetRules::budget));
    }

    private static Rule<ServingCandidate> rule(String id, String sentence, Rule.Check<ServingCandidate> check) {
        return new Rule<>(id, Level.LIMIT, Scope.FLEET, sentence, check);
    }

    /** Tests what a layout takes of one pool. */
    @FunctionalInterface
    private interface PoolCheck {

        Optional<Finding> find(ServingProblem problem, Pool pool, List<ReplicaGroup> groups);
    }

    private static Rule.Check<ServingCandidate> ofPools(PoolCheck check) {
        return candidate -> ServingRules.first(
                IntStream.range(0, candidate.problem().cluster().pools().size()).boxed().toList(),
                index -> check.find(candidate.problem(), candidate.problem().pool(index),
                        groups(candidate.layout(), index)));
    }

    private static List<ReplicaGroup> groups(ServingLayout layout, int pool) {
        return layout.groups().stream().filter(group -> group.replica().pool() == pool).toList();
    }

    private static int gpus(List<ReplicaGroup> groups) {
        return groups.stream().mapToInt(ReplicaGroup::gpus).sum();
    }

    private static Optional<Finding> available(ServingProblem problem, Pool pool, List<ReplicaGroup> groups) {
        int gpus = gpus(groups);
        return gpus <= pool.count() ? Optional.empty() : finding(gpus, pool.count(), "GPUs",
                "The layout needs %d GPUs, the pool %s has %d. Maybe use fewer replicas.",
                gpus, pool.name(), pool.count());
    }

    private static Optional<Finding> spare(ServingProblem problem, Pool pool, List<ReplicaGroup> groups) {
        double percent = problem.goal().limits().resources().spareGpusPercent();
        double usable = Math.floor(pool.count() * (PERCENT - percent) / PERCENT);
        int gpus = gpus(groups);
        return percent == 0 || gpus <= usable ? Optional.empty() : finding(gpus, usable, "GPUs",
                "The layout needs %d GPUs of %s, %.0f of its %d are left when %.0f %% stay free. Maybe use fewer.",
                gpus, pool.name(), usable, pool.count(), percent);
    }

    private static Optional<Finding> useAll(ServingProblem problem, Pool pool, List<ReplicaGroup> groups) {
        int gpus = gpus(groups);
        return !pool.inventory().useAll() || gpus == pool.count() ? Optional.empty() : finding(
                gpus, pool.count(), "GPUs", "The layout uses %d GPUs of %s, useAll demands all %d. Maybe drop useAll.",
                gpus, pool.name(), pool.count());
    }

    /** Replicas smaller than a node share nodes, but none lies in two. */
    private static Optional<Finding> packing(ServingProblem problem, Pool pool, List<ReplicaGroup> groups) {
        int domain = pool.domainGpus();
        double there = Math.ceil((double) pool.count() / domain);
        double needed = Math.ceil(groups.stream().mapToDouble(group -> group.nodes(domain)).sum());
        return needed <= there ? Optional.empty() : finding(needed, there, "nodes",
                "The replicas need %.0f nodes of %d GPUs, as none may straddle two; the pool %s has %.0f. Maybe use a "
                        + "tp that divides %d.", needed, domain, pool.name(), there, domain);
    }

    private static Upkeep upkeep(ServingCandidate candidate) {
        return new Upkeep(candidate.problem(), candidate.layout());
    }

    private static ServingLimits limits(ServingCandidate candidate) {
        return candidate.problem().goal().limits();
    }

    private static Optional<Finding> maxGpus(ServingCandidate candidate) {
        OptionalInt most = limits(candidate).resources().maxGpus();
        int gpus = candidate.layout().gpus();
        return most.isEmpty() || gpus <= most.getAsInt() ? Optional.empty() : finding(gpus, most.getAsInt(), "GPUs",
                "The layout needs %d GPUs, limits.maxGpus allows %d. Maybe use fewer replicas.", gpus, most.getAsInt());
    }

    private static Optional<Finding> power(ServingCandidate candidate) {
        OptionalDouble most = limits(candidate).resources().powerKw();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        double kilowatts = upkeep(candidate).ratedPowerKw();
        return kilowatts <= most.getAsDouble() ? Optional.empty() : finding(kilowatts, most.getAsDouble(), "kW",
                "The servers of %d GPUs are rated for %.1f kW, limits.powerKw allows %.1f. Maybe use fewer GPUs.",
                candidate.layout().gpus(), kilowatts, most.getAsDouble());
    }

    private static Optional<Finding> budget(ServingCandidate candidate) {
        OptionalDouble most = limits(candidate).usdPerHour();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        double usd = upkeep(candidate).usdPerHour();
        return usd <= most.getAsDouble() ? Optional.empty() : finding(usd, most.getAsDouble(), "USD/h",
                "An hour of %d GPUs costs $%.2f, limits.budgetUsdPerHour allows $%.2f. Maybe use fewer or "
                        + "cheaper GPUs.",
                candidate.layout().gpus(), usd, most.getAsDouble());
    }
}
