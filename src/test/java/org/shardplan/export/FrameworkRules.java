package org.shardplan.export;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What frameworks and engines assert of their settings before they start, as it was read in the files named: every rule
 * that settings written here could break.
 */
final class FrameworkRules {

    /** Megatron-LM 000c4ac, validate_args of megatron/training/arguments.py; the last: 0011998, moe_layer.py. */
    private static final List<Rule> MEGATRON = List.of(
            new Rule("world size divisible by tp · pp · cp", told -> told.world() % megatronMesh(told) == 0),
            new Rule("at most one of the two that cut stages into chunks",
                    told -> !told.has("pipeline-model-parallel-layout")
                            || !told.has("num-virtual-stages-per-pipeline-rank")),
            new Rule("stages of the layout divisible by pp", told -> !told.has("pipeline-model-parallel-layout")
                    || (bars(told) + 1) % told.number("pipeline-model-parallel-size") == 0),
            new Rule("layers divisible by pp", told -> told.has("pipeline-model-parallel-layout")
                    || told.divides("num-layers", told.number("pipeline-model-parallel-size"))),
            new Rule("chunks need a pipeline", told -> !told.has("num-virtual-stages-per-pipeline-rank")
                    || told.number("pipeline-model-parallel-size") > 1),
            new Rule("--overlap-param-gather needs sharded optimizer state and --overlap-grad-reduce",
                    told -> !told.has("overlap-param-gather") || told.has("overlap-grad-reduce")
                            && (told.has("use-distributed-optimizer") || told.has("use-megatron-fsdp"))),
            new Rule("FSDP wants its own checkpoints, and nobody else does",
                    told -> told.has("use-megatron-fsdp") == told.is("ckpt-format", "fsdp_dtensor")),
            new Rule("CUDA_DEVICE_MAX_CONNECTIONS is 1 beside tp or cp, and not with FSDP",
                    told -> told.has("use-megatron-fsdp") != told.is("CUDA_DEVICE_MAX_CONNECTIONS", "1")),
            new Rule("one precision", told -> told.has("bf16") != told.has("fp16")),
            new Rule("grouped products of experts in bf16", told -> !told.has("moe-grouped-gemm") || told.has("bf16")),
            new Rule("sequences divisible by 2 · cp", told -> told.number("context-parallel-size") == 1
                    || told.divides("seq-length", 2 * told.number("context-parallel-size"))),
            new Rule("positions for the whole sequence",
                    told -> told.number("max-position-embeddings") >= told.number("seq-length")),
            new Rule("a method of full recomputation only", told -> !told.is("recompute-granularity", "selective")
                    || !told.has("recompute-method")),
            new Rule("--sequence-parallel beside tp only", told -> !told.has("sequence-parallel")
                    || told.number("tensor-model-parallel-size") > 1),
            new Rule("one activation", told -> !told.has("swiglu")
                    || !told.has("quick-geglu") && !told.has("squared-relu")),
            new Rule("experts divisible by ep, and not in fp16", told -> !told.has("num-experts")
                    || told.number("expert-model-parallel-size") == 1
                    || !told.has("fp16") && told.divides("num-experts", told.number("expert-model-parallel-size")))
                    .unlessSaid("in fp16"),
            new Rule("the optimizer goes to host memory by the precision-aware one",
                    told -> !told.has("optimizer-cpu-offload") || told.has("use-precision-aware-optimizer")),
            new Rule("the batch divisible by micro-batch · dp", told -> told.divides("global-batch-size",
                    told.number("micro-batch-size") * told.world() / megatronMesh(told))),
            new Rule("experts beside tp need sequence parallelism", told -> !told.has("num-experts")
                    || told.number("tensor-model-parallel-size") == 1 || told.has("sequence-parallel"))
                    .unlessSaid("without sequence parallelism"));

    /** torchtitan 0119de1, torchtitan/distributed/parallel_dims.py. */
    private static final List<Rule> TORCHTITAN = List.of(
            new Rule("sequences divisible by 2 · cp · tp", told -> told.divides("training.seq_len",
                    2 * told.number("parallelism.context_parallel_degree")
                            * told.number("parallelism.tensor_parallel_degree"))),
            new Rule("experts over ranks that share weights", told -> !told.has("parallelism.expert_parallel_degree")
                    || told.number("parallelism.expert_parallel_degree") == 1 || titanExperts(told))
                    .unlessSaid("experts over"),
            new Rule("the batch divisible by local batch · dp", told -> told.divides("training.global_batch_size",
                    told.number("training.local_batch_size")
                            * told.number("parallelism.data_parallel_replicate_degree")
                            * told.number("parallelism.data_parallel_shard_degree"))));

    /** DeepSpeed 029f12b, deepspeed/runtime/config.py. */
    private static final List<Rule> DEEPSPEED = List.of(
            new Rule("not fp16 and bf16", told -> told.has("fp16.enabled") != told.has("bf16.enabled")),
            new Rule("the batch divisible by micro-batch · accumulation", told -> told.divides("train_batch_size",
                    told.number("train_micro_batch_size_per_gpu") * told.number("gradient_accumulation_steps"))),
            new Rule("ZeRO-1 at most with a pipeline", told -> !told.has("pipeline.stages")
                    || told.number("zero_optimization.stage") < 2).unlessSaid("with a pipeline"));

    /** Accelerate 0422db7, src/accelerate/parallelism_config.py. */
    private static final List<Rule> ACCELERATE = List.of(
            new Rule("the degrees make up the processes", told -> told.is("distributed_type", "MULTI_GPU")
                    || told.number("num_processes")
                    == told.number("parallelism_config.parallelism_config_dp_replicate_size")
                    * told.number("parallelism_config.parallelism_config_dp_shard_size")
                    * told.number("parallelism_config.parallelism_config_cp_size")
                    * told.number("parallelism_config.parallelism_config_tp_size")));

    /** vLLM 00193b8, vllm/config/parallel.py, and the check of its vllm/config/scheduler.py. */
    private static final List<Rule> VLLM = List.of(
            new Rule("a token of a step for every sequence",
                    told -> told.number("max-num-batched-tokens") >= told.number("max-num-seqs")),
            new Rule("as many groups on a node as there are", told -> !told.has("data-parallel-size-local")
                    || told.number("data-parallel-size-local") <= told.number("data-parallel-size")));

    /** SGLang, check_server_args and _handle_data_parallelism of python/sglang/srt/server_args.py. */
    private static final List<Rule> SGLANG = List.of(
            new Rule("tp · pp divisible by nodes", told -> !told.has("nnodes")
                    || told.number("tp-size") * told.number("pp-size") % told.number("nnodes") == 0),
            new Rule("tp divisible by dp", told -> told.divides("tp-size", told.number("dp-size"))),
            new Rule("data-parallel attention is asked for", told -> told.number("dp-size") == 1
                    || told.has("enable-dp-attention")),
            new Rule("no speculation beside a pipeline", told -> told.number("pp-size") == 1
                    || !told.has("speculative-algorithm")).unlessSaid("speculative decoding"));

    private FrameworkRules() {
    }

    static List<Rule> of(Destination destination) {
        return switch (destination.label()) {
            case "megatron" -> MEGATRON;
            case "torchtitan" -> TORCHTITAN;
            case "deepspeed" -> DEEPSPEED;
            case "accelerate" -> ACCELERATE;
            case "vllm" -> VLLM;
            case "sglang" -> SGLANG;
            default -> List.of();
        };
    }

    private static long megatronMesh(Told told) {
        return told.number("tensor-model-parallel-size") * told.number("pipeline-model-parallel-size")
                * told.number("context-parallel-size");
    }

    private static long bars(Told told) {
        return told.text("pipeline-model-parallel-layout").chars().filter(symbol -> symbol == '|').count();
    }

    /** Expert parallelism borrows all context ranks, the tensor ranks too if experts are whole, and some that shard. */
    private static boolean titanExperts(Told told) {
        long tensor = told.number("parallelism.tensor_parallel_degree");
        long experts = told.number("parallelism.expert_parallel_degree");
        long split = told.has("parallelism.expert_tensor_parallel_degree")
                ? told.number("parallelism.expert_tensor_parallel_degree") : 1;
        long borrowed = told.number("parallelism.context_parallel_degree") * (split == tensor ? 1 : tensor);
        return (split == tensor || split == 1) && experts % borrowed == 0
                && told.number("parallelism.data_parallel_shard_degree") * borrowed % experts == 0;
    }

    /**
     * One rule.
     *
     * @param sentence what must be
     * @param holds whether it is
     * @param gap what a file says that breaks it; nothing if none may
     */
    record Rule(String sentence, Predicate<Told> holds, Optional<String> gap) {

        Rule(String sentence, Predicate<Told> holds) {
            this(sentence, holds, Optional.empty());
        }

        Rule unlessSaid(String words) {
            return new Rule(sentence, holds, Optional.of(words));
        }
    }
}
