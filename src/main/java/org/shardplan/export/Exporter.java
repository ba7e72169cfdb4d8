package org.shardplan.export;

import java.util.Optional;
import org.shardplan.layout.Mesh;

/** Writes a plan for a framework. */
public final class Exporter {

    private Exporter() {
    }

    /** Why a framework cannot run the plan's mesh at all, in one sentence: what it would run is another plan. */
    public static Optional<String> obstacle(TrainingPlan plan, Target target) {
        Mesh mesh = plan.mesh();
        if (target != Target.ACCELERATE || mesh.pipeline() == 1 && mesh.expert() == 1 && mesh.expertTensor() == 1) {
            return Optional.empty();
        }
        return Optional.of("The layout (pp" + mesh.pipeline() + ", ep" + mesh.expert() + ") must have no pipeline and"
                + " no expert parallelism for accelerate. Maybe solve with \"allow\": {\"pp\": [1], \"ep\": [1]}.");
    }

    /** The files to launch with. */
    public static Export export(TrainingPlan plan, Target target) {
        return switch (target) {
            case MEGATRON -> Megatron.export(plan);
            case MEGATRON_BRIDGE -> MegatronBridge.export(plan);
            case DEEPSPEED -> DeepSpeed.export(plan);
            case TORCHTITAN -> Torchtitan.export(plan);
            case ACCELERATE -> Accelerate.export(plan);
        };
    }
}
