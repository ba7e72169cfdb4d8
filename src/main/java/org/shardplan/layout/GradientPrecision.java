package org.shardplan.layout;

/** The precision in which gradients travel between data-parallel ranks. */
public enum GradientPrecision implements Named {
    FP32("fp32", 4),
    BF16("bf16", 2),
    EIGHT_BIT("8bit", 1);

    private final String label;
    private final int bytes;

    GradientPrecision(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bytes of one gradient element on the wire. */
    public int bytes() {
        return bytes;
    }
}
