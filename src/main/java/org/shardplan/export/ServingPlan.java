package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.ServerGroup.Side;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;

/**
 * What is to be served.
 *
 * @param problem the question
 * @param layout its answer
 */
public record ServingPlan(ServingProblem problem, ServingLayout layout) implements Plan {

    /** The groups of equal replicas, each with the name of the script that starts one of them. */
    List<ServerGroup> groups() {
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
        return layout.groups().stream().mapToInt(ReplicaGroup::count).sum();
    }
}
