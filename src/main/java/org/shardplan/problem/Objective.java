package org.shardplan.problem;

/** What the best layout is best at. */
public enum Objective implements Wish {
    STEP_TIME("step-time", "s"),
    TIME_TO_TRAIN("time-to-train", "h"),
    THROUGHPUT("throughput", "tokens/s"),
    COST("cost", "USD"),
    GPU_COUNT("gpu-count", "GPUs"),
    ENERGY("energy", "kWh");

    private final String label;
    private final String unit;

    Objective(String label, String unit) {
        this.label = label;
        this.unit = unit;
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
        return this == THROUGHPUT;
    }
}
