package org.shardplan.problem;

/** What the best serving layout is best at. */
public enum ServingObjective implements Wish {
    /** Money for a million output tokens at the load asked for. */
    COST_PER_MILLION_TOKENS("cost-per-million-tokens", "USD", false),
    /** Money for an hour of all GPUs. */
    COST("cost", "USD/h", false),
    /** Time of a whole request. */
    LATENCY("latency", "ms", false),
    /** Output tokens per second over all GPUs. */
    THROUGHPUT("throughput", "tokens/s", true),
    /** Output tokens per second and GPU. */
    THROUGHPUT_PER_GPU("throughput-per-gpu", "tokens/s", true),
    GPU_COUNT("gpu-count", "GPUs", false),
    /** Energy of a million output tokens. */
    ENERGY("energy", "kWh", false);

    private final String label;
    private final String unit;
    private final boolean maximized;

    ServingObjective(String label, String unit, boolean maximized) {
        this.label = label;
        this.unit = unit;
        this.maximized = maximized;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public boolean isMaximized() {
        return maximized;
    }
}
