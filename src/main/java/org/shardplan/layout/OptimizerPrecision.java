package org.shardplan.layout;

/** How the two Adam moments are stored; the fp32 master weights stay. */
public enum OptimizerPrecision implements Named {
    FP32("fp32", 8),
    /** Block-wise 8-bit moments (Dettmers et al. 2022, arXiv:2110.02861): 1 byte each and one fp32 scale per 2048 values. */
    EIGHT_BIT("8bit", 2 + 2 * 4 / 2048.0);

    private final String label;
    private final double momentBytes;

    OptimizerPrecision(String label, double momentBytes) {
        this.label = label;
        this.momentBytes = momentBytes;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bytes of both moments of one parameter. */
    public double momentBytes() {
        return momentBytes;
    }
}
