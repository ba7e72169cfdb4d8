package org.shardplan.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.problem.Engine.Room;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.units.Bytes;

/**
 * Equal replicas of a plan; one script starts one of them.
 *
 * @param plan the plan
 * @param side what the replicas work off
 * @param name name of the script without its ending
 * @param group the replicas
 */
record ServerGroup(ServingPlan plan, Side side, String name, ReplicaGroup group) {

    /** What replicas work off. */
    enum Side { ALL, PREFILL, DECODE }

    String script() {
        return name + ".sh";
    }

    Split split() {
        return group.replica().split();
    }

    Formats formats() {
        return group.replica().formats();
    }

    Pool pool() {
        return plan.problem().pool(group.replica().pool());
    }

    int gpus() {
        return group.replica().gpus();
    }

    /** GPUs of one replica that one script starts: those in a node, or of a stage that has a node of its own kind. */
    int gpusPerNode() {
        return plan.isPipeline() ? split().tensor() : Math.min(gpus(), pool().node().gpus());
    }

    /** Scripts that start one replica: nodes, or stages of a pipeline over several pools. */
    int nodes() {
        return (gpus() + gpusPerNode() - 1) / gpusPerNode();
    }

    /** Sequences under way in a replica; of prompts alone, as many as fill the steps of all stages and groups. */
    int sequences() {
        int decoded = batching().sequences();
        return side == Side.PREFILL
                ? Math.max(decoded, split().attentionData() * split().pipeline() * promptsOfStep()) : decoded;
    }

    /** Prompts that share the tokens of a step, the first and the last of them in part. */
    private int promptsOfStep() {
        Serving serving = plan.problem().serving();
        double tokens = serving.lengths().input() * (1 - serving.shortcuts().prefixHitRate());
        return (int) Math.ceil(batching().chunkTokens() / Math.max(1, tokens)) + 1;
    }

    /** Sequences of one data-parallel group of the attention. */
    int sequencesPerRank() {
        return (sequences() + split().attentionData() - 1) / split().attentionData();
    }

    /** Tokens of a step of one data-parallel group: a chunk of prompts, or what all its sequences decode if more. */
    int tokensPerStep() {
        int drafted = plan.problem().serving().shortcuts().speculation().map(Speculation::draftTokens).orElse(0);
        return Math.max(batching().chunkTokens(), sequencesPerRank() * (1 + drafted));
    }

    private Batching batching() {
        return group.replica().batching();
    }

    /** Share of device memory that the engine takes, less what the problem reserves. */
    String shareOfAll() {
        return rounded(room().shareOfAll() - reserved());
    }

    /** Share of device memory for weights, keys and values: what the engine takes without its workspace. */
    String shareOfStatic() {
        return rounded(room().shareOfAll() - reserved() - room().workspaceGib() / usableGib());
    }

    /** Share for keys and values of what weights and workspace leave. */
    String shareOfRest() {
        return rounded(room().shareOfRest());
    }

    private double reserved() {
        return plan.problem().goal().limits().memoryReserve().map(Bytes::gib).orElse(0.0) / usableGib();
    }

    private double usableGib() {
        return pool().gpu().memory().usable().gib();
    }

    private Room room() {
        return plan.problem().engine().room();
    }

    /** Down to thousandths: rather too little than too much. */
    private static String rounded(double share) {
        return BigDecimal.valueOf(Math.max(share, 0.001)).setScale(3, RoundingMode.FLOOR).stripTrailingZeros()
                .toPlainString();
    }
}
