package org.shardplan.layout;

/** How keys and values of earlier tokens are stored while serving. */
public enum KeyValueFormat implements Named {
    BF16("bf16", 2),
    FP8("fp8", 1),
    INT8("int8", 1),
    INT4("int4", 0.5);

    private final String label;
    private final double bytes;

    KeyValueFormat(String label, double bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bytes of one element. */
    public double bytes() {
        return bytes;
    }
}
