package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;

/** What engines ask of the formats of weights, keys and values; engines that are not named here ask nothing. */
final class EngineRules {

    private static final String VLLM = "vllm";
    /**
     * Keys and values: SGLang (docs, advanced_features/quantized_kv_cache) and TensorRT-LLM (docs 1.3,
     * features/quantization) list fp8 and 4-bit floating point, no integers.
     */
    private static final Map<String, Set<KeyValueFormat>> KEY_VALUES = Map.of(
            "sglang", EnumSet.of(KeyValueFormat.BF16, KeyValueFormat.FP8),
            "tensorrt-llm", EnumSet.of(KeyValueFormat.BF16, KeyValueFormat.FP8));
    /** vLLM has integers in its Triton backend for grouped-query attention only (docs 0.26, triton_attn). */
    private static final Set<KeyValueFormat> VLLM_LATENT = EnumSet.of(KeyValueFormat.BF16, KeyValueFormat.FP8);
    /** Weights that TensorRT-LLM's list of recipes lacks (docs 1.3, features/quantization). */
    private static final Map<String, Set<WeightFormat>> NOT_STORED = Map.of(
            "tensorrt-llm", EnumSet.of(WeightFormat.INT8, WeightFormat.INT8_WEIGHTS));
    /** Rows and columns that share a scale where a model is published in fp8. */
    private static final int BLOCK = 128;

    private EngineRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        return List.of(
                rule("weights-stored", "the engine has the format of the weights", EngineRules::weights),
                rule("keys-stored", "the engine has the format of keys and values", EngineRules::keyValues),
                rule("blocks-divide", "blocks of weights that share a scale stay on one GPU", EngineRules::blocks));
    }

    private static Rule<ServingCandidate> rule(String id, String sentence, ServingRules.ReplicaCheck check) {
        return new Rule<>(id, Level.STRUCTURE, Scope.FORMATS, sentence, ServingRules.ofReplicas(check));
    }

    private static Optional<Finding> weights(ServingCandidate candidate, Replica replica) {
        String engine = candidate.problem().engine().name();
        WeightFormat format = replica.formats().weights();
        return !NOT_STORED.getOrDefault(engine, Set.of()).contains(format) ? Optional.empty() : finding(1, 0, "",
                "The engine %s has no %s weights. Maybe use fp8 or int4, or another engine.", engine, format.label());
    }

    private static Optional<Finding> keyValues(ServingCandidate candidate, Replica replica) {
        ServingProblem problem = candidate.problem();
        KeyValueFormat format = replica.formats().keyValues();
        boolean latent = problem.model().attention() instanceof LatentAttention;
        Set<KeyValueFormat> stored = problem.engine().name().equals(VLLM) && latent ? VLLM_LATENT
                : KEY_VALUES.getOrDefault(problem.engine().name(), EnumSet.allOf(KeyValueFormat.class));
        return stored.contains(format) ? Optional.empty() : finding(1, 0, "",
                "The engine %s stores no %s keys and values%s. Maybe use fp8, or another engine.",
                problem.engine().name(), format.label(), latent ? " of latent attention" : "");
    }

    /**
     * Models that are published in fp8 have a scale for every block of 128 x 128 (DeepSeek-V3, section 3.3; Kimi-K2).
     *
     * <p>Source: vLLM and SGLang refuse other shards (vLLM pull request 39046, SGLang issue 3345).
     */
    private static Optional<Finding> blocks(ServingCandidate candidate, Replica replica) {
        ServingProblem problem = candidate.problem();
        boolean blocks = replica.formats().weights() == WeightFormat.FP8 && problem.goal().allowed().formats().losses()
                .published(problem.model()).filter(WeightFormat.FP8::equals).isPresent();
        return blocks ? shards(problem.model(), replica.split()).filter(shard -> shard.width % (BLOCK * shard.gpus) > 0)
                .findFirst().flatMap(EngineRules::broken) : Optional.empty();
    }

    private static Optional<Finding> broken(Shard shard) {
        return finding((double) shard.width / shard.gpus, BLOCK, "columns",
                "The width (%d) over %d GPUs must be a multiple of %d, the side of the blocks that share a scale. "
                        + "Maybe use %s.", shard.width, shard.gpus, BLOCK, shard.advice);
    }

    /**
     * A matrix and the GPUs it is cut for.
     *
     * @param advice which factor to change
     */
    private record Shard(int width, int gpus, String advice) {
    }

    private static Stream<Shard> shards(Model model, Split split) {
        FeedForward feedForward = model.feedForward();
        int dense = feedForward.expertLayers(model.layers()) < model.layers() ? feedForward.dense().width() : 0;
        Stream<Shard> plain = Stream.of(new Shard(dense, split.tensor(), "a smaller tp"));
        return feedForward instanceof MixtureOfExperts mixture
                ? Stream.concat(plain, Stream.of(new Shard(mixture.sharedWidth(), split.tensor(), "a smaller tp"),
                        new Shard(mixture.expert().width(), Math.max(1, split.gpusPerStage() / split.expert()),
                                "ep=" + split.gpusPerStage())))
                : plain;
    }
}
