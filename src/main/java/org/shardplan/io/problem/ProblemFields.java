package org.shardplan.io.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shardplan.io.catalogue.CalibrationField;
import org.shardplan.io.catalogue.CalibrationFile;
import org.shardplan.io.catalogue.CatalogueField;
import org.shardplan.io.catalogue.FrameworkField;
import org.shardplan.io.catalogue.ModelField;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Model;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.Training;

/** Reads the top level of a problem file. */
final class ProblemFields {

    /** What fields of serving problems must do in others. */
    static final String SERVING_DEMAND = "come with workload.kind serving";

    private static final List<String> SERVING = List.of("engine");
    private static final List<String> SERVING_LIMITS = List.of("budgetUsdPerHour", "maxQualityLossPercent");
    private static final List<String> SERVING_CHOICES = List.of("attentionDp", "weightPrecision", "kvPrecision",
            "disaggregation", "mixedShapes", "maxBatch", "chunkTokens");
    private static final Choice<Objective> OBJECTIVE = Choice.of(Objective.values());

    private final Fields fields;
    private final Reading reading;
    private final Fields limits;
    private final Fields allow;

    ProblemFields(Fields fields, Reading reading) {
        this.fields = fields;
        this.reading = reading.with(
                fields.optional("catalogue", new CatalogueField(reading), reading.catalogue()));
        this.limits = section("limits");
        this.allow = section("allow");
    }

    /** The problem, under this name if the file gives none. */
    Question read(String defaultName) {
        fields.optional("$schema", Text.PROSE);
        fields.required("version", Document.VERSION);
        String name = fields.optional("name", Text.NAME, defaultName);
        return fields.has("workloads")
                ? new FleetFields(fields, limits, reading).read(name, cluster())
                : new MixedFields(fields, limits, allow).read(question(name, this::cluster));
    }

    /** The question about one model, on a cluster that is read after the workload. */
    Question question(String name, Supplier<Cluster> clusterReader) {
        Model model = fields.required("model", new ModelField(reading));
        Fields workload = fields.required("workload", Nested.OBJECT);
        Optional<Training> training = WorkloadReader.read(workload);
        Cluster cluster = clusterReader.get();
        if (training.isEmpty()) {
            return new ServingFields(fields, limits, allow, reading).read(name, model, workload, cluster);
        }
        rejectServing();
        reading.context().compare("sequenceLength", training.get().sequenceLength(), reading::assume);
        Conditions conditions = conditions(training.get());
        Goal goal = goal(cluster, conditions.framework());
        new Contradictions(fields, limits).report(workload, cluster, goal);
        return new Problem(name, model, training.get(), cluster, goal, conditions, reading.assumptions());
    }

    private void rejectServing() {
        fields.rejectAny(SERVING, SERVING_DEMAND);
        limits.rejectAny(SERVING_LIMITS, SERVING_DEMAND);
        allow.rejectAny(SERVING_CHOICES, SERVING_DEMAND);
    }

    private Fields section(String name) {
        return fields.optional(name, Nested.OBJECT, Fields.none());
    }

    private Cluster cluster() {
        boolean useAll = limits.optional("useAll", Flag.FLAG, false);
        Fields cluster = fields.required("cluster", Nested.OBJECT);
        return ClusterReader.read(cluster, new PoolReader(reading, useAll, allow.has("offload")));
    }

    private Conditions conditions(Training training) {
        FrameworkField type = new FrameworkField(reading.profiles());
        CalibrationFile calibration = fields.optional(
                "calibration", new CalibrationField(reading), CalibrationFile.of(reading.profiles().calibration()));
        Framework framework = calibration.applied(fields.optional("framework", type, type.standIn()));
        Operations operations = OperationsReader.read(section("operations"));
        if (training.tokens().isPresent() && !fields.has("operations")) {
            reading.assume(OperationsReader.assumption());
        }
        return new Conditions(framework, calibration.calibration(), operations);
    }

    private Goal goal(Cluster cluster, Framework framework) {
        Objective objective = fields.optional("objective", OBJECTIVE, Objective.STEP_TIME);
        Limits limitValues = LimitsReader.read(limits);
        if (limitValues.memory().reserve().isEmpty()) {
            reading.assume("memoryReserveGiB not given: 5 % of usable memory is kept free.");
        }
        GradientPrecision gradients = framework.states().gradientBytes() == GradientPrecision.BF16.bytes()
                ? GradientPrecision.BF16
                : GradientPrecision.FP32;
        Allowed allowed = AllowedReader.read(allow, Set.of(precision(cluster)), gradients);
        return new Goal(objective, limitValues, allowed);
    }

    /** The precision of problems that name none: bf16 wherever there is a GPU that computes it. */
    private Precision precision(Cluster cluster) {
        Precision precision = computes(cluster, Precision.BF16) ? Precision.BF16 : Precision.FP16;
        if (!allow.has("precision")) {
            reading.assume("Precision not given: " + precision.label() + " only"
                    + (computes(cluster, Precision.FP8) ? "; add allow.precision to consider fp8"
                    + (computes(cluster, Precision.NVFP4) ? " and nvfp4." : ".") : "."));
        }
        return precision;
    }

    private static boolean computes(Cluster cluster, Precision precision) {
        for (Pool pool : cluster.pools()) {
            if (pool.gpu().peak(precision).isSupported()) {
                return true;
            }
        }
        return false;
    }
}
