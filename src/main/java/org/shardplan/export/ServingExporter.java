package org.shardplan.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shardplan.export.Export.File;
import org.shardplan.layout.ServingLayout;

/** Writes a serving plan for an engine: a script for every group of equal replicas. */
final class ServingExporter {

    private ServingExporter() {
    }

    /** Why an engine cannot run the plan at all, in one sentence. */
    static Optional<String> obstacle(ServingPlan plan, ServingTarget target) {
        return plan.obstacle().or(() -> ofPools(plan, target)).or(() -> plan.gpus()
                .filter(gpu -> target == ServingTarget.TENSORRT_LLM
                        && Stream.of("cdna", "tpu", "gaudi", "ascend").anyMatch(gpu.architecture()::startsWith))
                .findFirst().map(gpu -> "The GPU (" + gpu.name() + ") must be one of NVIDIA's for tensorrt-llm. Maybe"
                        + " use vllm or sglang."));
    }

    /** TensorRT-LLM places ranks by MPI, as many on each node, and its setting for uneven stages is a prototype. */
    private static Optional<String> ofPools(ServingPlan plan, ServingTarget target) {
        return plan.isPipeline() && target == ServingTarget.TENSORRT_LLM ? Optional.of("The destination ("
                + target.label() + ") must be vllm or sglang for a pipeline over several pools: in the version checked "
                + "TensorRT-LLM has no setting for the layers of each stage. Maybe use vllm.") : Optional.empty();
    }

    static Export export(ServingPlan plan, ServingTarget target) {
        List<File> files = new ArrayList<>();
        Set<String> gaps = new LinkedHashSet<>();
        for (ServerGroup group : plan.groups()) {
            Export part = part(group, target);
            files.addAll(part.files());
            gaps.addAll(part.gaps());
        }
        if (plan.layout() instanceof ServingLayout.Disaggregated) {
            router(target).ifPresent(files::add);
        }
        return new Export(files, List.copyOf(gaps));
    }

    private static Export part(ServerGroup group, ServingTarget target) {
        return switch (target) {
            case VLLM -> Vllm.export(group);
            case SGLANG -> Sglang.export(group);
            case TENSORRT_LLM -> TensorRtLlm.export(group);
        };
    }

    private static Optional<File> router(ServingTarget target) {
        return switch (target) {
            case VLLM -> Optional.empty();
            case SGLANG -> Optional.of(Sglang.router());
            case TENSORRT_LLM -> Optional.of(TensorRtLlm.router());
        };
    }
}
