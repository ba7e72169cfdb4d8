package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.ServerGroup.Side;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.problem.Serving.Shortcuts;

/** vLLM: a {@code vllm serve} for every replica. */
final class Vllm {

    private final ServerGroup group;
    private final Settings settings = new Settings();
    private final List<String> environment = new ArrayList<>();

    private Vllm(ServerGroup group) {
        this.group = group;
    }

    static Export export(ServerGroup group) {
        Vllm vllm = new Vllm(group);
        vllm.write();
        ServerScript script = new ServerScript(group, ServingTarget.VLLM, vllm.settings);
        return new Export(List.of(script.of(vllm.environment, "vllm serve \"$MODEL\"")), vllm.settings.gaps());
    }

    private void write() {
        ServerNotes notes = new ServerNotes(group, settings);
        notes.add(ServingTarget.VLLM, "--max-model-len");
        split();
        notes.stages("VLLM_PP_LAYER_PARTITION", environment);
        nodes();
        settings.set("--max-num-seqs", group.sequencesPerRank());
        settings.set("--max-num-batched-tokens", group.tokensPerStep());
        settings.setIf(ServingTarget.VLLM.isPlannedFor(group.plan()), "--gpu-memory-utilization", group.shareOfAll());
        notes.weights("names another method itself, such as compressed-tensors");
        keyValues();
        shortcuts();
        transfer();
        settings.set("--port", "\"$PORT\"");
    }

    private void split() {
        Split split = group.split();
        settings.set("--tensor-parallel-size", split.tensor());
        settings.setIf(split.pipeline() > 1, "--pipeline-parallel-size", split.pipeline());
        settings.setIf(split.attentionData() > 1, "--data-parallel-size", split.attentionData());
        settings.onIf(split.expert() > 1, "--enable-expert-parallel");
        settings.gapIf(split.expert() > 1 && split.expert() != split.gpusPerStage(), "experts over " + split.expert()
                + " GPUs: vLLM spreads them over all " + split.gpusPerStage() + " of a stage.");
    }

    private void nodes() {
        int nodes = group.nodes();
        int groups = group.split().attentionData();
        if (nodes > 1) {
            environment.add("HEADLESS=\"\"");
            environment.add("if [ \"$NODE_RANK\" -gt 0 ]; then HEADLESS=1; fi");
            if (groups == 1) {
                settings.set("--nnodes", nodes);
                settings.set("--node-rank", "\"$NODE_RANK\"");
                settings.set("--master-addr", "\"$MASTER_ADDR\"");
            } else {
                settings.gapIf(groups % nodes > 0, groups + " attention groups on " + nodes
                        + " nodes: vLLM wants as many on each.");
                int local = Math.max(1, groups / nodes);
                settings.set("--data-parallel-size-local", local);
                settings.set("--data-parallel-start-rank", "\"$((NODE_RANK * " + local + "))\"");
                settings.set("--data-parallel-address", "\"$MASTER_ADDR\"");
                settings.set("--data-parallel-rpc-port", 13_345);
            }
            settings.on("${HEADLESS:+--headless}");
        }
    }

    private void keyValues() {
        KeyValueFormat format = group.formats().keyValues();
        if (format != KeyValueFormat.BF16) {
            settings.set("--kv-cache-dtype", format == KeyValueFormat.FP8 ? "fp8" : format.label() + "_per_token_head");
        }
    }

    private void shortcuts() {
        Shortcuts shortcuts = group.plan().problem().serving().shortcuts();
        settings.onIf(shortcuts.prefixHitRate() > 0, "--enable-prefix-caching");
        shortcuts.speculation().ifPresent(speculation -> {
            settings.set("--speculative-config.model", "\"$DRAFT\"");
            settings.set("--speculative-config.num_speculative_tokens", speculation.draftTokens());
        });
    }

    private void transfer() {
        if (group.side() == Side.ALL) {
            return;
        }
        environment.add("export VLLM_NIXL_SIDE_CHANNEL_HOST=\"${VLLM_NIXL_SIDE_CHANNEL_HOST:-$(hostname -i)}\"");
        environment.add("export VLLM_NIXL_SIDE_CHANNEL_PORT=\"${VLLM_NIXL_SIDE_CHANNEL_PORT:-$((PORT + 1000))}\"");
        String role = group.side() == Side.PREFILL ? "kv_producer" : "kv_consumer";
        settings.set("--kv-transfer-config", ShellWord.quoted(
                "{\"kv_connector\":\"NixlConnector\",\"kv_role\":\"" + role
                + "\",\"kv_load_failure_policy\":\"fail\"}"));
        settings.taskIf(true, "the proxy that sends a request to prefill and then to decode, such as vLLM's"
                + " tests/v1/kv_connector/nixl_integration/toy_proxy_server.py.");
        settings.taskIf(group.split().pipeline() > 1, "trying pipeline stages with NixlConnector first: vLLM's"
                + " compatibility page (docs/features/nixl_connector_compatibility) does not list them.");
    }
}
