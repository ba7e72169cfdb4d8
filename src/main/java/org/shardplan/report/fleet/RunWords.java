package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.LayoutWords;

/** How a workload of a fleet runs, in words. */
public final class RunWords {

    private RunWords() {
    }

    /** Its layout or replicas. */
    public static List<String> of(Run run) {
        return run instanceof TrainingRun training ? of(training.estimate()) : of((ServingRun) run);
    }

    private static List<String> of(Estimate estimate) {
        LayoutWords layout = new LayoutWords(estimate.problem(), estimate.layout());
        List<String> words = new ArrayList<>(List.of(layout.factors()));
        words.addAll(layout.settings());
        return words;
    }

    private static List<String> of(ServingRun run) {
        return run.estimate().layout().groups().stream().map(RunWords::of).toList();
    }

    private static String of(ReplicaGroup group) {
        Replica replica = group.replica();
        return Figures.count(group.count(), "replica", "replicas") + " of "
                + Figures.count((long) group.gpus() / group.count(), "GPU", "GPUs") + " with "
                + replica.formats().weights().label() + " weights";
    }
}
