package org.shardplan.serving.explain;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;

/**
 * What has to change to get from one serving layout to another. The number of replicas counts only where it does not
 * follow from the GPUs: replicas of another size on as many GPUs are no change of their own.
 */
final class ServingDifferences {

    /** The decision that follows from the number of replicas. */
    static final String GPUS = "gpus";

    private static final String[] APART = {"prefill.", "decode."};

    private final ServingProblem problem;
    private final ServingLayout from;

    ServingDifferences(ServingProblem problem, ServingLayout from) {
        this.problem = problem;
        this.from = from;
    }

    /** Whether the layouts share the work alike, so that their groups can be compared one by one. */
    boolean isComparable(ServingLayout to) {
        return from.getClass() == to.getClass() && from.groups().size() == to.groups().size();
    }

    List<ServingChange> to(ServingLayout to) {
        List<ServingChange> changes = new ArrayList<>();
        for (int index = 0; index < from.groups().size(); index++) {
            String side = from instanceof ServingLayout.Disaggregated ? APART[index] : "";
            compare(side, from.groups().get(index), to.groups().get(index), changes);
        }
        return changes;
    }

    private void compare(String side, ReplicaGroup old, ReplicaGroup other, List<ServingChange> changes) {
        Replica one = old.replica();
        Replica two = other.replica();
        changed(changes, side + "gpu", problem.pool(one.pool()).name(), problem.pool(two.pool()).name());
        changed(changes, side + GPUS, old.gpus(), other.gpus());
        changed(changes, side + "tp", one.split().tensor(), two.split().tensor());
        changed(changes, side + "pp", one.split().pipeline(), two.split().pipeline());
        changed(changes, side + "attentionDp", one.split().attentionData(), two.split().attentionData());
        changed(changes, side + "ep", one.split().expert(), two.split().expert());
        changed(changes, side + "weightPrecision", one.formats().weights().label(), two.formats().weights().label());
        changed(changes, side + "kvPrecision", one.formats().keyValues().label(), two.formats().keyValues().label());
        changed(changes, side + "maxBatch", one.batching().sequences(), two.batching().sequences());
        changed(changes, side + "chunkTokens", one.batching().chunkTokens(), two.batching().chunkTokens());
    }

    private static void changed(List<ServingChange> changes, String decision, Object from, Object to) {
        if (!from.equals(to)) {
            changes.add(new ServingChange(decision, from.toString(), to.toString()));
        }
    }
}
