package org.shardplan.export;

import java.util.Optional;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Named;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;

/** Writes a plan for a framework or an engine. */
public final class Exporter {

    private Exporter() {
    }

    /** Why no answer to the question can go there, in one sentence: frameworks train and engines serve. */
    public static Optional<String> mismatch(Question question, Destination destination) {
        boolean serves = question instanceof ServingProblem || question instanceof MixedServingProblem;
        if (serves == destination instanceof ServingTarget) {
            return Optional.empty();
        }
        String demand = serves ? "an engine for a solution that serves" : "a framework for a solution that trains";
        Named[] choices = serves ? ServingTarget.values() : Target.values();
        return Optional.of("The destination (" + destination.label() + ") must be " + demand + ". Maybe use one of "
                + String.join(", ", Named.labels(choices)) + ".");
    }

    /** Why the plan cannot go there at all, in one sentence: what would run is another plan. */
    public static Optional<String> obstacle(Plan plan, Destinations destinations) {
        return destinations.mismatch(plan.problem()).or(() -> plan instanceof FleetPlan fleet
                ? FleetExporter.obstacle(fleet, destinations) : obstacle(plan, destinations.of(plan.problem())));
    }

    /** The files to launch with, for a plan that has no obstacle. */
    public static Export export(Plan plan, Destinations destinations) {
        return plan instanceof FleetPlan fleet ? FleetExporter.export(fleet, destinations)
                : export(plan, destinations.of(plan.problem()));
    }

    /** The same for one destination. */
    public static Optional<String> obstacle(Plan plan, Destination destination) {
        Optional<String> mismatch = mismatch(plan.problem(), destination);
        if (mismatch.isPresent()) {
            return mismatch;
        }
        if (plan instanceof MixedPlan mixed) {
            return mixed.obstacle().or(() -> obstacle(mixed.uniform(), (Target) destination));
        }
        return plan instanceof TrainingPlan training ? obstacle(training, (Target) destination)
                : ServingExporter.obstacle((ServingPlan) plan, (ServingTarget) destination);
    }

    private static Optional<String> obstacle(TrainingPlan plan, Target target) {
        Mesh mesh = plan.mesh();
        if (target != Target.ACCELERATE || mesh.pipeline() == 1 && mesh.expert() == 1 && mesh.expertTensor() == 1) {
            return Optional.empty();
        }
        return Optional.of("The layout (pp" + mesh.pipeline() + ", ep" + mesh.expert() + ") must have no pipeline and"
                + " no expert parallelism for accelerate. Maybe " + (plan.isMixed() ? "use megatron."
                        : "solve with \"allow\": {\"pp\": [1], \"ep\": [1]}."));
    }

    /** The same for one destination. */
    public static Export export(Plan plan, Destination destination) {
        if (plan instanceof MixedPlan mixed) {
            return export(mixed.uniform(), (Target) destination);
        }
        return plan instanceof TrainingPlan training ? export(training, (Target) destination)
                : ServingExporter.export((ServingPlan) plan, (ServingTarget) destination);
    }

    private static Export export(TrainingPlan plan, Target target) {
        return switch (target) {
            case MEGATRON -> Megatron.export(plan);
            case MEGATRON_BRIDGE -> MegatronBridge.export(plan);
            case DEEPSPEED -> DeepSpeed.export(plan);
            case TORCHTITAN -> Torchtitan.export(plan);
            case ACCELERATE -> Accelerate.export(plan);
        };
    }
}
