package org.shardplan.problem;

import java.util.Map;

/**
 * A serving engine as it was measured.
 *
 * @param name vllm, sglang, tensorrt-llm and the like
 * @param room how it divides device memory
 * @param overheads its costs by name of a GPU, with an entry {@link Calibration#OTHER} for GPUs it was not measured on
 * @param kernels what kernels reach by GPU or architecture, with an entry {@link Calibration#OTHER} for the rest
 * @param provenance where the numbers come from
 */
public record Engine(
        String name, Room room, Map<String, Overheads> overheads, Map<String, KernelRates> kernels,
        Provenance provenance) {

    public Engine {
        overheads = Map.copyOf(overheads);
        kernels = Map.copyOf(kernels);
    }

    public Overheads overheads(Gpu gpu) {
        return overheads.getOrDefault(gpu.name(), overheads.get(Calibration.OTHER));
    }

    /** Whether its costs were fitted to runs on this GPU. */
    public boolean isMeasured(Gpu gpu) {
        return overheads.containsKey(gpu.name());
    }

    /** Those of this GPU, else of its architecture. */
    public KernelRates kernels(Gpu gpu) {
        return kernels.getOrDefault(gpu.name(),
                kernels.getOrDefault(gpu.architecture(), kernels.get(Calibration.OTHER)));
    }

    /** Whether its architecture has kernels of its own. */
    public boolean hasKernels(Gpu gpu) {
        return kernels(gpu) != kernels.get(Calibration.OTHER);
    }

    /** The same engine with these costs, whatever the GPU. */
    public Engine with(Overheads other) {
        return with(Map.of(Calibration.OTHER, other));
    }

    /** The same engine with other costs. */
    public Engine with(Map<String, Overheads> other) {
        return new Engine(name, room, other, kernels, provenance);
    }

    /** Its costs on GPUs it was not measured on. */
    public Overheads usual() {
        return overheads.get(Calibration.OTHER);
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
     * What an engine adds: to every step, to steps with prompts, to the first token of every request, and to what
     * kernels reach.
     *
     * @param choices kernels that it has a choice of
     */
    public record Overheads(
            Step step, Prompts prompts, FirstToken firstToken, Factors factors, Choices choices) {
    }

    /**
     * Costs of a step.
     *
     * @param seconds of every step, whatever runs
     * @param sequenceSeconds of every sequence in every step
     * @param streamSeconds of every sequence in every step while answers are streamed to clients
     * @param quantizationShare share of the time of quantizing activations that is not fused into other kernels
     */
    public record Step(double seconds, double sequenceSeconds, double streamSeconds, double quantizationShare) {
    }

    /**
     * Costs of steps in which prompts run beside answers.
     *
     * @param share share of the work of prompts that delays the answers it runs beside
     * @param leastSeconds shortest such step: where CUDA graphs hold steps of answers alone, the host launches the
     *     kernels of all others one by one; 0 where it keeps ahead of the GPU
     */
    public record Prompts(double share, double leastSeconds) {
    }

    /**
     * Costs of a first token.
     *
     * @param seconds before the first step of a request: HTTP, tokenizer, scheduler
     * @param steps steps a request waits on average for its first
     * @param burst share of the other requests' prompts a request waits for when they come together
     */
    public record FirstToken(double seconds, double steps, double burst) {
    }

    /**
     * Times over those of the kernel tables.
     *
     * @param memory of reading weights
     * @param compute of arithmetic
     * @param expertFloor of routing and launching experts
     * @param offlineShare share of its steady throughput that an engine reaches from first to last request of an
     *     offline run
     */
    public record Factors(double memory, double compute, double expertFloor, double offlineShare) {
    }

    /**
     * Kernels that engines do not have in common.
     *
     * @param reductionFactor time of all-reduces over that of the tables, above 1 where an engine uses slower ones
     * @param oneShotTokens tokens of a step up to which every GPU reads the whole message of every other, 0 if never
     * @param tritonExperts whether experts of 8 bits or more are multiplied by Triton kernels where there are better
     * @param tritonPackedExperts whether experts of 4 bits are
     */
    public record Choices(
            double reductionFactor, int oneShotTokens, boolean tritonExperts, boolean tritonPackedExperts) {
    }
}
