package org.shardplan.export;

import java.util.List;
import org.shardplan.export.Export.File;
import org.shardplan.export.ServerGroup.Side;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Serving.Shortcuts;

/** TensorRT-LLM: a {@code trtllm-serve} and its YAML for every replica, and a router for disaggregated ones. */
final class TensorRtLlm {

    private final ServerGroup group;
    private final Settings settings = new Settings();
    private final StringBuilder yaml = new StringBuilder();

    private TensorRtLlm(ServerGroup group) {
        this.group = group;
    }

    static Export export(ServerGroup group) {
        TensorRtLlm engine = new TensorRtLlm(group);
        engine.flags();
        engine.yaml();
        engine.gaps();
        File script = new ServerScript(group, ServingTarget.TENSORRT_LLM, engine.settings)
                .of(List.of(), "trtllm-serve \"$MODEL\"");
        return new Export(List.of(script, new File(engine.config(), engine.yaml.toString())), engine.settings.gaps());
    }

    private String config() {
        return group.name() + ".yaml";
    }

    /** The script that sends requests to prefill and decode. */
    static File router() {
        Script script = new Script().comment("Settings checked for " + ServingTarget.TENSORRT_LLM.checkedFor() + ".")
                .line("set -euo pipefail");
        script.comment("PREFILL_URLS and DECODE_URLS: the replicas, such as \"node0:8000 node1:8000\".");
        script.line("list() { echo \"  num_instances: $#\"; echo \"  urls:\"; printf '    - \"%s\"\\n' \"$@\"; }");
        script.line("{").line("  echo \"hostname: 0.0.0.0\"").line("  echo \"port: ${PORT:-8080}\"");
        script.line("  echo \"backend: pytorch\"").line("  echo \"context_servers:\"");
        script.line("  list ${PREFILL_URLS:?the replicas for prompts}").line("  echo \"generation_servers:\"");
        script.line("  list ${DECODE_URLS:?the replicas for answers}").line("} > router.yaml");
        script.line("exec trtllm-serve disaggregated -c router.yaml \"$@\"");
        return new File("router.sh", script.toString());
    }

    private void flags() {
        Split split = group.split();
        settings.set("--backend", "pytorch");
        settings.set("--tp_size", split.gpusPerStage());
        settings.setIf(split.pipeline() > 1, "--pp_size", split.pipeline());
        settings.setIf(split.expert() > 1, "--ep_size", split.expert());
        settings.set("--max_batch_size", group.sequencesPerRank());
        settings.set("--max_num_tokens", group.tokensPerStep());
        settings.on("--enable_chunked_prefill");
        settings.set("--config", config());
        settings.set("--host", "0.0.0.0");
        settings.set("--port", "\"$PORT\"");
    }

    private void yaml() {
        Split split = group.split();
        add("# Settings checked for " + ServingTarget.TENSORRT_LLM.checkedFor() + ".");
        addIf(split.attentionData() > 1, "enable_attention_dp: true");
        addIf(split.expert() > 1, "moe_tensor_parallel_size: " + split.gpusPerStage() / split.expert());
        add("kv_cache_config:");
        addIf(ServingTarget.TENSORRT_LLM.isPlannedFor(group.plan()),
                "  free_gpu_memory_fraction: " + group.shareOfRest());
        add("  dtype: " + (group.formats().keyValues() == KeyValueFormat.FP8 ? "fp8" : "auto"));
        addIf(shortcuts().prefixHitRate() > 0, "  enable_block_reuse: true");
        addIf(group.side() == Side.PREFILL, "disable_overlap_scheduler: true");
        addIf(group.side() != Side.ALL, "cache_transceiver_config:");
        addIf(group.side() != Side.ALL, "  backend: DEFAULT");
    }

    private Shortcuts shortcuts() {
        return group.plan().problem().serving().shortcuts();
    }

    private void add(String line) {
        yaml.append(line).append('\n');
    }

    private void addIf(boolean wanted, String line) {
        if (wanted) {
            add(line);
        }
    }

    private void gaps() {
        new ServerNotes(group, settings).add(ServingTarget.TENSORRT_LLM, "--max_seq_len");
        Split split = group.split();
        settings.gapIf(split.tensor() > 1 && split.attentionData() > 1, "attention split over " + split.tensor()
                + " GPUs in each of " + split.attentionData()
                + " groups: with attention-DP every GPU holds all of it.");
        KeyValueFormat format = group.formats().keyValues();
        settings.gapIf(format == KeyValueFormat.INT8 || format == KeyValueFormat.INT4, "keys and values in "
                + format.label() + ": they stay at 16 bit and take more memory than planned.");
        WeightFormat weights = group.formats().weights();
        if (weights != WeightFormat.BF16 && weights != WeightFormat.FP16) {
            new ServerNotes(group, settings).checkpoint();
        }
        shortcuts().speculation().ifPresent(speculation -> settings.taskIf(true, "speculative_config in " + config()
                + ": the method that suits the model in DRAFT, with max_draft_len " + speculation.draftTokens() + "."));
        settings.taskIf(group.side() != Side.ALL, "cache_transceiver_config.max_tokens_in_buffer in " + config()
                + ": it must exceed the longest prompt.");
        settings.taskIf(group.nodes() > 1, group.nodes() + " nodes: start the command with srun --mpi=pmix -N "
                + group.nodes() + " -n " + group.gpus() + " trtllm-llmapi-launch, not this script node by node.");
    }
}
