package org.shardplan.problem;

import java.util.Map;

/**
 * A serving engine as it was measured.
 *
 * @param name vllm, sglang, tensorrt-llm and the like
 * @param room how it divides device memory
 * @param overheads its fixed costs by GPU architecture, with an entry {@link Calibration#OTHER} for the rest
 * @param provenance where the numbers come from
 */
public record Engine(String name, Room room, Map<String, Overheads> overheads, Provenance provenance) {

    public Engine {
        overheads = Map.copyOf(overheads);
    }

    public Overheads overheads(Gpu gpu) {
        return overheads.getOrDefault(gpu.architecture(), overheads.get(Calibration.OTHER));
    }

    /**
     * How the engine divides device memory.
     *
     * @param shareOfAll share of usable memory it takes at all
     * @param shareOfRest share of what weights and workspace leave that it gives to keys and values
     * @param workspaceGib activations, graphs, communication buffers and CUDA context
     * @param evicts whether it starts sequences before there is room for their whole answer and evicts them later
     */
    public record Room(double shareOfAll, double shareOfRest, double workspaceGib, boolean evicts) {
    }

    /**
     * Fixed costs.
     *
     * @param stepSeconds of every step, whatever runs
     * @param sequenceSeconds of every sequence in every step
     * @param streamSeconds of every sequence in every step while answers are streamed to clients
     * @param firstTokenSeconds before the first step of a request
     * @param admissionSteps steps a request waits on average for its first
     * @param burst share of the other requests' prompts a request waits for when they come together
     */
    public record Overheads(
            double stepSeconds, double sequenceSeconds, double streamSeconds, double firstTokenSeconds,
            double admissionSteps, double burst) {
    }
}
