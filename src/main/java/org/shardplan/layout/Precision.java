package org.shardplan.layout;

/** The precision in which the matrix multiplications of the layers compute; attention and LM head stay at 16 bit. */
public enum Precision implements Named {
    BF16("bf16", 2),
    FP16("fp16", 2),
    FP8("fp8", 1),
    /** Four bits and an 8-bit scale for every 16 values (NVIDIA Blackwell). */
    NVFP4("nvfp4", 0.5625);

    private static final double SIXTEEN_BITS = 2;

    private final String label;
    private final double operandBytes;

    Precision(String label, double operandBytes) {
        this.label = label;
        this.operandBytes = operandBytes;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bytes of one operand element of a matrix multiplication, with its share of the scales. */
    public double operandBytes() {
        return operandBytes;
    }

    /** Whether weights, which are kept in 16 bits, are cast for every multiplication. */
    public boolean isCast() {
        return operandBytes < SIXTEEN_BITS;
    }
}
