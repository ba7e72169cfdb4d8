package org.shardplan.layout;

/** The precision in which the matrix multiplications of the layers compute; attention and LM head stay at 16 bit. */
public enum Precision implements Named {
    BF16("bf16", 2),
    FP16("fp16", 2),
    FP8("fp8", 1);

    private final String label;
    private final int operandBytes;

    Precision(String label, int operandBytes) {
        this.label = label;
        this.operandBytes = operandBytes;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bytes of one operand element of a matrix multiplication. */
    public int operandBytes() {
        return operandBytes;
    }
}
