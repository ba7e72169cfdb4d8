package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.Export.File;
import org.shardplan.export.ServerGroup.Side;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.problem.Serving.Shortcuts;

/** SGLang: a {@code launch_server} for every replica, and a router for disaggregated ones. */
final class Sglang {

    /** From the port of a replica to the one where decode fetches the keys and values of prompts. */
    private static final int BOOTSTRAP = 998;

    private final ServerGroup group;
    private final Settings settings = new Settings();
    private final List<String> environment = new ArrayList<>();

    private Sglang(ServerGroup group) {
        this.group = group;
    }

    static Export export(ServerGroup group) {
        Sglang sglang = new Sglang(group);
        sglang.write();
        ServerScript script = new ServerScript(group, ServingTarget.SGLANG, sglang.settings);
        return new Export(List.of(script.of(sglang.environment,
                "python3 -m sglang.launch_server --model-path \"$MODEL\"")), sglang.settings.gaps());
    }

    /** The script that sends requests to prefill and decode. */
    static File router() {
        Script script = new Script().comment("Settings checked for " + ServingTarget.SGLANG.checkedFor() + ".")
                .line("set -euo pipefail");
        script.comment("PREFILL_URLS and DECODE_URLS: the replicas, such as \"http://node0:8000 http://node1:8000\".");
        script.line("ROUTES=()");
        script.line("for url in ${PREFILL_URLS:?the replicas for prompts}; do");
        script.line("  ROUTES+=(--prefill \"$url\" \"$((${url##*:} + " + BOOTSTRAP + "))\")").line("done");
        script.line("for url in ${DECODE_URLS:?the replicas for answers}; do");
        script.line("  ROUTES+=(--decode \"$url\")").line("done");
        script.command(List.of("exec python3 -m sglang_router.launch_router --pd-disaggregation", "\"${ROUTES[@]}\"",
                "--host 0.0.0.0", "--port \"${PORT:-8080}\"", Launch.OWN));
        return new File("router.sh", script.toString());
    }

    private void write() {
        ServerNotes notes = new ServerNotes(group, settings);
        notes.add(ServingTarget.SGLANG, "--context-length");
        split();
        notes.stages("SGLANG_PP_LAYER_PARTITION", environment);
        Split split = group.split();
        settings.set("--max-running-requests", group.sequences());
        settings.set("--chunked-prefill-size",
                group.group().replica().batching().chunkTokens() * split.attentionData());
        settings.setIf(ServingTarget.SGLANG.isPlannedFor(group.plan()), "--mem-fraction-static", group.shareOfStatic());
        notes.weights("is quantized otherwise already");
        keyValues();
        speculation();
        transfer();
        settings.set("--host", "0.0.0.0");
        settings.set("--port", "\"$PORT\"");
    }

    private void split() {
        Split split = group.split();
        settings.set("--tp-size", split.gpusPerStage());
        settings.setIf(split.pipeline() > 1, "--pp-size", split.pipeline());
        settings.setIf(split.attentionData() > 1, "--dp-size", split.attentionData());
        settings.onIf(split.attentionData() > 1, "--enable-dp-attention");
        settings.setIf(split.expert() > 1, "--ep-size", split.expert());
        if (group.nodes() > 1) {
            settings.set("--nnodes", group.nodes());
            settings.set("--node-rank", "\"$NODE_RANK\"");
            settings.set("--dist-init-addr", "\"$MASTER_ADDR:20000\"");
        }
    }

    private void keyValues() {
        KeyValueFormat format = group.formats().keyValues();
        settings.setIf(format == KeyValueFormat.FP8, "--kv-cache-dtype", "fp8_e4m3");
        settings.gapIf(format == KeyValueFormat.INT8 || format == KeyValueFormat.INT4, "keys and values in "
                + format.label() + ": they stay at 16 bit and take more memory than planned.");
    }

    private void speculation() {
        Shortcuts shortcuts = group.plan().problem().serving().shortcuts();
        shortcuts.speculation().ifPresent(speculation -> {
            settings.set("--speculative-algorithm", "\"${ALGORITHM:?EAGLE, EAGLE3 or STANDALONE}\"");
            settings.set("--speculative-draft-model-path", "\"$DRAFT\"");
            settings.set("--speculative-num-steps", speculation.draftTokens());
            settings.set("--speculative-eagle-topk", 1);
            settings.set("--speculative-num-draft-tokens", speculation.draftTokens() + 1);
            settings.gapIf(group.split().pipeline() > 1, "speculative decoding over " + group.split().pipeline()
                    + " pipeline stages: SGLang refuses it.");
            settings.taskIf(true, "ALGORITHM must suit DRAFT: EAGLE, EAGLE3, or STANDALONE for a model of its own.");
        });
    }

    private void transfer() {
        if (group.side() == Side.ALL) {
            return;
        }
        settings.set("--disaggregation-mode", group.side() == Side.PREFILL ? "prefill" : "decode");
        settings.set("--disaggregation-transfer-backend", "nixl");
        settings.setIf(group.side() == Side.PREFILL, "--disaggregation-bootstrap-port",
                "\"$((PORT + " + BOOTSTRAP + "))\"");
        settings.taskIf(group.split().pipeline() > 1 && group.side() == Side.DECODE,
                "trying pipeline stages for decode first: no document that was read says that they work there.");
    }
}
