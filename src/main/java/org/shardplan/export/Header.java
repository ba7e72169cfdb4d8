package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Mesh;

/** What every exported file says of itself: plan, framework version, ranks, and what could not be said. */
final class Header {

    private Header() {
    }

    static List<String> of(TrainingPlan plan, Target target, Settings settings) {
        List<String> lines = new ArrayList<>();
        lines.add("shardplan: " + plan.problem().name() + ", " + plan.model().name() + " on " + plan.hardware());
        lines.add("Settings checked for " + target.checkedFor() + ".");
        lines.addAll(ranks(plan));
        settings.gaps().forEach(gap -> lines.add("NOT EXPRESSED: " + gap));
        settings.tasks().forEach(task -> lines.add("LEFT TO YOU: " + task));
        return lines;
    }

    /** Which ranks work together; a rank is ((pp · dp + dp) · cp + cp) · tp + tp, every framework's default. */
    private static List<String> ranks(TrainingPlan plan) {
        Mesh mesh = plan.mesh();
        int node = plan.gpusPerNode();
        List<String> lines = new ArrayList<>();
        lines.add("Rank order tp-cp-ep-dp-pp: tp " + mesh.tensor() + ", cp " + mesh.context() + ", dp " + mesh.data()
                + ", pp " + mesh.pipeline() + ", experts ep " + mesh.expert() + ", etp " + mesh.expertTensor() + ".");
        lines.add("Node n has ranks " + node + "n to " + node + "n+" + (node - 1) + "; a tensor group is "
                + mesh.tensor() + " neighbours, a pipeline stage " + mesh.ranksPerStage() + ".");
        lines.addAll(plan.nodeOrder());
        return lines;
    }
}
