package org.shardplan.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.export.ServerGroup.Side;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.ServingProblem;

/**
 * What is to be served.
 *
 * @param problem the question
 * @param layout its answer
 */
public record ServingPlan(ServingProblem problem, ServingLayout layout) implements Plan {

    /** Why no engine known here can run it, in one sentence: they know one tp for all stages. */
    Optional<String> obstacle() {
        List<Integer> tensors = stages().stream().map(ServedStage::tensor).distinct().toList();
        return tensors.size() < 2 ? Optional.empty() : Optional.of("The stages ("
                + tensors.stream().map(tensor -> "tp" + tensor).collect(Collectors.joining(", "))
                + ") must have one tp for an export: no engine known here has a setting for more than one. Maybe solve "
                + "with \"allow\": {\"tp\": [" + Collections.min(tensors) + "]}.");
    }

    boolean isPipeline() {
        return layout instanceof Pipeline;
    }

    /** The stages, if it is a pipeline over several pools. */
    List<ServedStage> stages() {
        return layout instanceof Pipeline pipeline ? pipeline.stages() : List.of();
    }

    /** All GPUs it runs on. */
    Stream<Gpu> gpus() {
        return layout.groups().stream().map(group -> problem.pool(group.replica().pool()).gpu());
    }

    /** The groups of equal replicas, each with the name of the script that starts one of them. */
    List<ServerGroup> groups() {
        if (layout instanceof Pipeline pipeline) {
            return List.of(new ServerGroup(this, Side.ALL, "serve", new ReplicaGroup(whole(pipeline), 1)));
        }
        if (layout instanceof ServingLayout.Disaggregated both) {
            return List.of(new ServerGroup(this, Side.PREFILL, "prefill", both.prefill()),
                    new ServerGroup(this, Side.DECODE, "decode", both.decode()));
        }
        List<ServerGroup> groups = new ArrayList<>();
        for (ReplicaGroup group : layout.groups()) {
            String name = layout.groups().size() == 1 ? "serve" : "serve-" + (groups.size() + 1);
            groups.add(new ServerGroup(this, Side.ALL, name, group));
        }
        return groups;
    }

    int replicas() {
        return groups().stream().mapToInt(group -> group.group().count()).sum();
    }

    /** The pipeline as one replica on the GPUs with the least memory: shares of memory that suit them suit all. */
    private Replica whole(Pipeline pipeline) {
        return pipeline.kind(pipeline.stages().stream().min(Comparator.comparingDouble(
                stage -> problem.pool(stage.pool()).gpu().memory().usable().gib())).orElseThrow());
    }
}
