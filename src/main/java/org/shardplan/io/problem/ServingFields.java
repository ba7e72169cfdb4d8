package org.shardplan.io.problem;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shardplan.io.catalogue.EngineField;
import org.shardplan.io.catalogue.Engines;
import org.shardplan.io.catalogue.PublishedLossesReader;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Numbers;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Precision;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Model;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.PublishedLosses;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Formats;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;

/**
 * Reads what is asked of a problem file only if a model is to be served.
 *
 * @param fields the top level of the file
 * @param limits its limits
 * @param allow its choices
 * @param reading what the readers share
 */
record ServingFields(Fields fields, Fields limits, Fields allow, Reading reading) {

    private static final Choice<ServingObjective> OBJECTIVE = Choice.of(ServingObjective.values());
    private static final String TRAINING_DEMAND = "come with workload.kind training";
    private static final List<String> TRAINING = List.of("framework", "calibration");
    private static final List<String> TRAINING_OPERATIONS = List.of(
            "gpuHoursBetweenFailures", "spotNodeHoursBetweenReclaims", "checkpointGBpsPerNode", "restartMinutes");
    private static final List<String> TRAINING_WORKLOAD =
            List.of("sequenceLength", "globalBatch", "tokens", "adapterRank");
    private static final List<String> TRAINING_LIMITS = List.of(
            "budgetUsd", "deadlineHours", "memoryUsePercent", "modelGrowth", "maxCommunicationPercent");
    private static final List<String> TRAINING_CHOICES = List.of("dp", "cp", "etp", "microBatch", "sequenceParallel",
            "precision", "schedule", "interleave", "recompute", "partialRecompute", "zeroStage", "optimizer", "offload",
            "gradients");

    /**
     * The problem.
     *
     * @param name what reports call it
     * @param model what is served
     * @param workload how it is served
     * @param cluster where it is served
     */
    ServingProblem read(String name, Model model, Fields workload, Cluster cluster) {
        rejectTraining(workload);
        Serving serving = ServingWorkloadReader.read(workload);
        reading.context().compare("inputTokens + outputTokens",
                (long) serving.lengths().input() + serving.lengths().output(), reading::assume);
        EngineField type = new EngineField(Engines.shipped(), reading.folder());
        Engine engine = fields.optional("engine", type, type.standIn());
        assumeEngine(engine);
        ServingObjective objective =
                fields.optional("objective", OBJECTIVE, ServingObjective.COST_PER_MILLION_TOKENS);
        ServingLimits limitValues = ServingLimitsReader.read(limits);
        ServingAllowed allowed = ServingAllowedReader.read(allow, formats(model, cluster, limitValues));
        ServingGoal goal = new ServingGoal(objective, limitValues, allowed);
        requirePrices(cluster, goal);
        assumeLevels(serving);
        assumePrefixes(workload, serving);
        return new ServingProblem(name, model, serving, cluster, goal, engine, power(goal), reading.assumptions());
    }

    private Operations.Power power(ServingGoal goal) {
        boolean counts = goal.objective() == ServingObjective.ENERGY || goal.limits().resources().powerKw().isPresent();
        if (counts && !fields.has("operations")) {
            reading.assume(OperationsReader.powerAssumption());
        }
        Fields operations = fields.optional("operations", Nested.OBJECT, Fields.none());
        operations.rejectAny(TRAINING_OPERATIONS, TRAINING_DEMAND);
        return OperationsReader.power(operations);
    }

    private void rejectTraining(Fields workload) {
        fields.rejectAny(TRAINING, TRAINING_DEMAND);
        workload.rejectAny(TRAINING_WORKLOAD, TRAINING_DEMAND);
        limits.rejectAny(TRAINING_LIMITS, TRAINING_DEMAND);
        allow.rejectAny(TRAINING_CHOICES, TRAINING_DEMAND);
    }

    private void assumeEngine(Engine engine) {
        if (!fields.has("engine")) {
            reading.assume("engine not given: " + engine.name() + ".");
        }
    }

    private void assumeLevels(Serving serving) {
        boolean levels = !serving.levels().equals(ServiceLevels.NONE);
        if (levels && serving.levels().isMean()) {
            reading.assume("percentile not given or 50: the levels hold for the mean request.");
        }
        if (levels && serving.levels().confidencePercent() == ServiceLevels.USUAL_CONFIDENCE) {
            reading.assume("levelConfidencePercent not given or " + Numbers.plain(ServiceLevels.USUAL_CONFIDENCE)
                    + ": two of three predictions keep their levels.");
        }
        if (!serving.levels().isMean() && serving.lengths().variation() == 0) {
            reading.assume("lengthVariation not given: all requests are of the same length.");
        }
    }

    private void assumePrefixes(Fields workload, Serving serving) {
        if (serving.shortcuts().prefixHitRate() > 0 && !workload.has("sharedPrefixTokens")) {
            reading.assume("sharedPrefixTokens not given: each request has a cached prefix of its own. Room for "
                    + "prefixes that wait for their next request is not counted.");
        }
    }

    /** The formats of problems that name none. */
    private Formats formats(Model model, Cluster cluster, ServingLimits limitValues) {
        PublishedLosses losses = PublishedLossesReader.shipped();
        if (limitValues.maxQualityLossPercent().isPresent()) {
            return new Formats(EnumSet.allOf(WeightFormat.class), EnumSet.allOf(KeyValueFormat.class), losses);
        }
        WeightFormat weights = losses.published(model).orElse(sixteenBit(cluster));
        if (!allow.has("weightPrecision")) {
            reading.assume("Weight precision not given: " + weights.label()
                    + " only; add allow.weightPrecision or limits.maxQualityLossPercent to consider others.");
        }
        return new Formats(Set.of(weights), Set.of(KeyValueFormat.BF16), losses);
    }

    /** bf16 wherever there is a GPU that computes it. */
    private static WeightFormat sixteenBit(Cluster cluster) {
        return cluster.pools().stream().anyMatch(pool -> pool.gpu().peak(Precision.BF16).isSupported())
                ? WeightFormat.BF16 : WeightFormat.FP16;
    }

    private void requirePrices(Cluster cluster, ServingGoal goal) {
        boolean priced = switch (goal.objective()) {
            case COST, COST_PER_MILLION_TOKENS -> true;
            case LATENCY, THROUGHPUT, THROUGHPUT_PER_GPU, GPU_COUNT, ENERGY -> false;
        };
        for (Pool pool : cluster.pools()) {
            if (pool.price().onDemandUsd().isEmpty()) {
                requirePrice(pool, priced, goal.limits());
            }
        }
    }

    private void requirePrice(Pool pool, boolean priced, ServingLimits limitValues) {
        String demand = "come with the price of every GPU, pool " + pool.name() + " has none";
        String advice = "add pricePerGpuHourUsd to the pool";
        if (priced && fields.has("objective")) {
            fields.reject("objective", demand, advice);
        } else if (priced) {
            fields.reject("The objective (cost-per-million-tokens, as none is given) must " + demand + ". Maybe "
                    + advice + ".");
        }
        if (limitValues.usdPerHour().isPresent()) {
            limits.reject("budgetUsdPerHour", demand, advice);
        }
    }
}
