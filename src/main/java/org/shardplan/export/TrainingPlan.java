package org.shardplan.export;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/**
 * What is to be launched.
 *
 * @param problem the question
 * @param layout its answer
 */
public record TrainingPlan(Problem problem, Layout layout) {

    Model model() {
        return problem.model();
    }

    Training training() {
        return problem.training();
    }

    Mesh mesh() {
        return layout.mesh();
    }

    /** GPUs of a node that work on the plan. */
    int gpusPerNode() {
        return (int) Math.min(problem.pool(mesh().pool()).node().gpus(), mesh().gpus());
    }

    /** Nodes that work on the plan; more than one node means whole nodes. */
    long nodes() {
        return (mesh().gpus() + gpusPerNode() - 1) / gpusPerNode();
    }
}
