package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.units.Bytes;

/** What the cluster asks: GPUs that exist, whole nodes, groups inside fast domains, power, host memory. */
final class ClusterRules {

    private static final double PERCENT = 100;
    private static final double WATTS_PER_KILOWATT = 1000;

    private ClusterRules() {
    }

    static List<Rule<Candidate>> rules() {
        return List.of(
                rule("gpus-available", Level.LIMIT, "the pool has the GPUs", ClusterRules::available),
                rule("spare-gpus", Level.LIMIT, "the wanted share of GPUs stays free", ClusterRules::spare),
                rule("max-gpus", Level.LIMIT, "no more GPUs than limits.maxGpus", ClusterRules::maxGpus),
                rule("use-all", Level.LIMIT, "all GPUs of the pool are used", ClusterRules::useAll),
                rule("whole-nodes", Level.STRUCTURE, "more than one node means whole nodes", ClusterRules::wholeNodes),
                rule("tensor-inside-domain", Level.STRUCTURE, "a tensor group stays inside a node or NVLink domain",
                        ClusterRules::tensorDomain),
                rule("power", Level.LIMIT, "the servers' rated power fits limits.powerKw", ClusterRules::power),
                new Rule<>("host-memory", Level.LIMIT, Scope.STATES, "offloaded optimizer state fits host memory",
                        ClusterRules::hostMemory));
    }

    private static Rule<Candidate> rule(String id, Level level, String sentence, Rule.Check<Candidate> check) {
        return new Rule<>(id, level, Scope.MESH, sentence, check);
    }

    private static Optional<Finding> available(Candidate candidate) {
        Pool pool = candidate.pool();
        long gpus = candidate.mesh().gpus();
        return gpus <= pool.count() ? Optional.empty() : finding(gpus, pool.count(), "GPUs",
                "The layout needs %d GPUs, the pool %s has %d. Maybe use a smaller dp.",
                gpus, pool.name(), pool.count());
    }

    private static Optional<Finding> spare(Candidate candidate) {
        double percent = candidate.problem().goal().limits().resources().spareGpusPercent();
        Pool pool = candidate.pool();
        double usable = Math.floor(pool.count() * (PERCENT - percent) / PERCENT);
        long gpus = candidate.mesh().gpus();
        return percent == 0 || gpus <= usable ? Optional.empty() : finding(gpus, usable, "GPUs",
                "The layout needs %d GPUs, %.0f of the pool's %d are left when %.0f %% stay free. Maybe use fewer.",
                gpus, usable, pool.count(), percent);
    }

    private static Optional<Finding> maxGpus(Candidate candidate) {
        OptionalInt most = candidate.problem().goal().limits().resources().maxGpus();
        long gpus = candidate.mesh().gpus();
        return most.isEmpty() || gpus <= most.getAsInt() ? Optional.empty() : finding(gpus, most.getAsInt(), "GPUs",
                "The layout needs %d GPUs, limits.maxGpus allows %d. Maybe use a smaller dp.", gpus, most.getAsInt());
    }

    private static Optional<Finding> useAll(Candidate candidate) {
        Pool pool = candidate.pool();
        long gpus = candidate.mesh().gpus();
        return !pool.inventory().useAll() || gpus == pool.count() ? Optional.empty() : finding(
                gpus, pool.count(), "GPUs",
                "The layout uses %d GPUs, useAll demands all %d. Maybe drop useAll.", gpus, pool.count());
    }

    private static Optional<Finding> wholeNodes(Candidate candidate) {
        int perNode = candidate.pool().node().gpus();
        long gpus = candidate.mesh().gpus();
        return gpus <= perNode || gpus % perNode == 0 ? Optional.empty() : finding(gpus, perNode, "GPUs",
                "The layout uses %d GPUs, which is no whole number of nodes of %d. Maybe use a multiple of %d.",
                gpus, perNode, perNode);
    }

    private static Optional<Finding> tensorDomain(Candidate candidate) {
        Pool pool = candidate.pool();
        int tensor = Math.max(candidate.mesh().tensor(), candidate.mesh().expertTensor());
        if (tensor > pool.domainGpus()) {
            return finding(tensor, pool.domainGpus(), "GPUs",
                    "The tensor group (%d GPUs) must stay inside one NVLink domain or node (%d GPUs of %s); across nodes "
                            + "every layer would wait for the network. Maybe use tp=%d.",
                    tensor, pool.domainGpus(), pool.name(), pool.domainGpus());
        }
        int domain = pool.domainGpus();
        int group = candidate.mesh().tensor();
        return domain % group == 0 || candidate.mesh().gpus() <= domain ? Optional.empty() : finding(
                group, domain, "GPUs",
                "The tp (%d) must divide the GPUs of a domain (%d), or a tensor group would straddle two. "
                        + "Maybe use a divisor of %d.", group, domain, domain);
    }

    private static Optional<Finding> power(Candidate candidate) {
        OptionalDouble limit = candidate.problem().goal().limits().resources().powerKw();
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        Operations.Power power = candidate.problem().conditions().operations().power();
        double rated = candidate.mesh().gpus() * candidate.pool().gpu().board().tdpWatts() * power.serverFactor()
                / WATTS_PER_KILOWATT;
        return rated <= limit.getAsDouble() ? Optional.empty() : finding(rated, limit.getAsDouble(), "kW",
                "The servers of %d GPUs are rated for %.1f kW, limits.powerKw allows %.1f. Maybe use fewer GPUs.",
                candidate.mesh().gpus(), rated, limit.getAsDouble());
    }

    private static Optional<Finding> hostMemory(Candidate candidate) {
        if (!candidate.layout().states().offloaded()) {
            return Optional.empty();
        }
        Pool pool = candidate.pool();
        double perNode = candidate.estimator().hostBytesPerGpu(candidate.layout())
                * Math.min(pool.node().gpus(), candidate.mesh().gpus());
        double available = pool.node().hostMemory().value();
        return perNode <= available ? Optional.empty() : finding(
                perNode / Bytes.PER_GIB, available / Bytes.PER_GIB, "GiB",
                "Offloaded optimizer state needs %.1f GiB of host memory per node, has %.1f GiB. "
                        + "Maybe shard it further.", perNode / Bytes.PER_GIB, available / Bytes.PER_GIB);
    }
}
