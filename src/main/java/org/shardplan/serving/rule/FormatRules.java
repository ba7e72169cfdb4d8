package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.PublishedLosses.Loss;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;

/** What hardware and quality ask of the formats of weights, keys and values. */
public final class FormatRules {

    private static final Set<String> WITH_FP4 = Set.of("blackwell", "blackwell-ultra", "cdna4");
    private static final Set<String> WITHOUT_INT8 = Set.of("volta");
    private static final Set<String> UNPACKING_FP8 = Set.of("ampere");

    private FormatRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        return List.of(
                new Rule<>("format-computed", Level.STRUCTURE, Scope.FORMATS,
                        "the GPU multiplies in the format of the weights, or the engine unpacks it",
                        ServingRules.ofReplicas(FormatRules::computed)),
                new Rule<>("format-needs-experts", Level.STRUCTURE, Scope.FORMATS,
                        "formats for experts need a mixture of experts", ServingRules.ofReplicas(FormatRules::experts)),
                new Rule<>("same-key-value-format", Level.STRUCTURE, Scope.FLEET,
                        "prompts and answers store keys and values alike", FormatRules::sameKeyValues),
                new Rule<>("quality", Level.LIMIT, Scope.FORMATS,
                        "the published loss of score stays within limits.maxQualityLossPercent",
                        ServingRules.ofReplicas(FormatRules::quality)));
    }

    /** Whether the tensor cores of a GPU multiply what the format demands. */
    private static boolean isComputed(Gpu gpu, WeightFormat format) {
        return switch (format.arithmetic()) {
            case BITS_16 -> format != WeightFormat.BF16 || gpu.peak(Precision.BF16).isSupported();
            case FP8 -> gpu.peak(Precision.FP8).isSupported();
            case INT8 -> !WITHOUT_INT8.contains(gpu.architecture());
            case FP4 -> WITH_FP4.contains(gpu.architecture());
        };
    }

    /**
     * Whether an engine stores weights in fp8 and multiplies them in 16 bit: vLLM does on Ampere.
     *
     * <p>Source: vLLM pull request 5975; docs/features/quantization/README.md @0328802, Marlin kernels by hardware.
     * Assumption: dense models only. For experts vLLM by itself takes a kernel that Ampere cannot run (issue 54318).
     */
    private static boolean isUnpacked(ServingProblem problem, Gpu gpu, WeightFormat format) {
        return format == WeightFormat.FP8 && problem.engine().name().equals("vllm")
                && UNPACKING_FP8.contains(gpu.architecture()) && isDense(problem);
    }

    private static boolean isDense(ServingProblem problem) {
        return !(problem.model().feedForward() instanceof MixtureOfExperts);
    }

    private static Optional<Finding> computed(ServingCandidate candidate, Replica replica) {
        Gpu gpu = candidate.pool(replica).gpu();
        WeightFormat format = replica.formats().weights();
        boolean served = isComputed(gpu, format) || isUnpacked(candidate.problem(), gpu, format);
        return served ? Optional.empty() : finding(1, 0, "",
                "The GPU %s does not multiply in %s: there it is a storage format at best. Maybe use %s.", gpu.name(),
                format.label(), format == WeightFormat.BF16 ? "fp16" : "bf16, or int4, which multiplies in 16 bit");
    }

    private static Optional<Finding> experts(ServingCandidate candidate, Replica replica) {
        WeightFormat format = replica.formats().weights();
        return isDense(candidate.problem()) && format.isForExpertsOnly() ? finding(1, 0, "",
                "The weight format %s is for experts only, the model is dense. Maybe use nvfp4 or int4.",
                format.label()) : Optional.empty();
    }

    private static Optional<Finding> sameKeyValues(ServingCandidate candidate) {
        if (!(candidate.layout() instanceof ServingLayout.Disaggregated both)) {
            return Optional.empty();
        }
        Formats prefill = both.prefill().replica().formats();
        Formats decode = both.decode().replica().formats();
        return prefill.keyValues() == decode.keyValues() ? Optional.empty() : finding(
                prefill.keyValues().bytes(), decode.keyValues().bytes(), "bytes",
                "The keys and values of prompts (%s) must be stored as those of answers (%s), which take them over. "
                        + "Maybe use one kvPrecision for both.",
                prefill.keyValues().label(), decode.keyValues().label());
    }

    private static Optional<Finding> quality(ServingCandidate candidate, Replica replica) {
        OptionalDouble most = candidate.problem().goal().limits().maxQualityLossPercent();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        String formats = replica.formats().weights().label() + " weights, " + replica.formats().keyValues().label()
                + " keys and values";
        OptionalDouble loss = lossPercent(candidate.problem(), replica.formats());
        if (loss.isEmpty()) {
            return finding(Double.POSITIVE_INFINITY, most.getAsDouble(), "%",
                    "Nobody published what %s lose, limits.maxQualityLossPercent allows %.1f %%. Maybe use a format "
                            + "that was measured.", formats, most.getAsDouble());
        }
        return loss.getAsDouble() <= most.getAsDouble() ? Optional.empty() : finding(
                loss.getAsDouble(), most.getAsDouble(), "%",
                "With %s up to %.1f %% of score is lost, limits.maxQualityLossPercent allows %.1f %%. Maybe use more "
                        + "bits.", formats, loss.getAsDouble(), most.getAsDouble());
    }

    /** Published losses of weights and of keys and values together; adding them is an assumption. Empty if unknown. */
    public static OptionalDouble lossPercent(ServingProblem problem, Formats formats) {
        Optional<Loss> weights = problem.goal().allowed().formats().losses().of(formats.weights(), problem.model());
        Optional<Loss> keyValues = problem.goal().allowed().formats().losses().of(formats.keyValues(), problem.model());
        return weights.isEmpty() || keyValues.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(weights.get().percent() + keyValues.get().percent());
    }
}
