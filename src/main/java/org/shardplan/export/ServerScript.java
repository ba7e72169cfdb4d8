package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shardplan.export.Export.File;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServedStage;

/**
 * The script that starts one replica, or one node's part of it.
 *
 * @param group the replicas
 * @param target the engine
 * @param settings its flags, and what the script says that it cannot express
 */
record ServerScript(ServerGroup group, ServingTarget target, Settings settings) {

    /** The script; variables for its environment, then the program with what comes before its flags. */
    File of(List<String> environment, String program) {
        Script script = new Script().comments(header()).line("set -euo pipefail");
        script.line(": \"${MODEL:?folder or name of the model}\"");
        script.line("export CUDA_VISIBLE_DEVICES=\"${GPUS:?numbers of the GPUs, such as 0,1}\"");
        script.line("PORT=\"${PORT:-" + Placement.FIRST_PORT + "}\"");
        if (group.nodes() > 1) {
            script.line(": \"${NODE_RANK:?number of this " + (group.plan().isPipeline() ? "stage"
                    : "node among those of the replica") + ", from 0}\"");
            script.line(": \"${MASTER_ADDR:?address of the first node of the replica}\"");
        }
        if (group.plan().problem().serving().shortcuts().speculation().isPresent()) {
            script.line(": \"${DRAFT:?folder or name of the draft model}\"");
        }
        environment.forEach(script::line);
        script.line(Launch.OWN_WINS);
        List<String> command = new ArrayList<>(List.of("exec " + program));
        settings.values().forEach((name, value) -> command.add(value.isEmpty() ? name : name + " " + value));
        command.add(Launch.OWN);
        return new File(group.script(), script.command(command).toString());
    }

    private List<String> header() {
        ServingPlan plan = group.plan();
        List<String> lines = new ArrayList<>();
        lines.add("shardplan: " + plan.problem().name() + ", " + plan.problem().model().name() + " on "
                + plan.layout().gpus() + " GPUs");
        lines.add("Settings checked for " + target.checkedFor() + ".");
        lines.add(group.plan().isPipeline() ? stages() : replica());
        lines.addAll(Placement.lines(plan));
        settings.gaps().forEach(gap -> lines.add("NOT EXPRESSED: " + gap));
        settings.tasks().forEach(task -> lines.add("LEFT TO YOU: " + task));
        return lines;
    }

    private String stages() {
        ServingPlan plan = group.plan();
        List<String> stages = new ArrayList<>();
        for (ServedStage stage : plan.stages()) {
            stages.add("stage " + stages.size() + " of " + stage.layers() + " layers on " + stage.tensor() + " "
                    + plan.problem().pool(stage.pool()).name());
        }
        return "Starts one stage of the one engine, NODE_RANK: " + String.join(", ", stages) + "; " + numbers();
    }

    private String replica() {
        Split split = group.split();
        String role = Map.of(ServerGroup.Side.ALL, "", ServerGroup.Side.PREFILL, " for prompts",
                ServerGroup.Side.DECODE, " for answers").get(group.side());
        int count = group.group().count();
        return (count == 1 ? "Starts the one replica" : "Starts one of " + count + " replicas") + role + " of "
                + group.gpus() + " " + group.pool().gpu().name() + ": tp " + split.tensor() + ", pp "
                + split.pipeline() + ", attention-DP "
                + split.attentionData() + ", ep " + split.expert() + ", " + numbers();
    }

    private String numbers() {
        return "weights " + group.formats().weights().label() + ", keys and values "
                + group.formats().keyValues().label() + ", at most " + group.sequences()
                + " sequences at a time, chunks of " + group.group().replica().batching().chunkTokens() + " tokens.";
    }
}
