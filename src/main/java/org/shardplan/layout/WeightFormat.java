package org.shardplan.layout;

/**
 * How the matrices of the layers are stored while serving, and how they are multiplied. Embedding, LM head, norms and
 * router stay at 16 bit.
 */
public enum WeightFormat implements Named {
    BF16("bf16", 16, Arithmetic.BITS_16),
    FP16("fp16", 16, Arithmetic.BITS_16),
    /** 8-bit floating point with scales per tensor or channel. */
    FP8("fp8", 8, Arithmetic.FP8),
    /** 8-bit integers for weights and activations (SmoothQuant). */
    INT8("int8", 8, Arithmetic.INT8),
    /** 8-bit integers for weights only. */
    INT8_WEIGHTS("int8-weights", 8, Arithmetic.BITS_16),
    /** GPTQ and AWQ: 4 bits, a 16-bit scale and a 4-bit zero for every 128 weights. */
    INT4("int4", 4 + 16.0 / 128 + 4.0 / 128, Arithmetic.BITS_16),
    /** 4 bits and an 8-bit scale for every 32 weights; experts only, the rest stays at 16 bit (gpt-oss). */
    MXFP4("mxfp4", 4 + 8.0 / 32, Arithmetic.BITS_16),
    /** 4 bits and an 8-bit scale for every 16 weights. */
    NVFP4("nvfp4", 4 + 8.0 / 16, Arithmetic.FP4);

    private final String label;
    private final double bits;
    private final Arithmetic arithmetic;

    WeightFormat(String label, double bits, Arithmetic arithmetic) {
        this.label = label;
        this.bits = bits;
        this.arithmetic = arithmetic;
    }

    @Override
    public String label() {
        return label;
    }

    /** Bits of one weight with its share of the scales. */
    public double bits() {
        return bits;
    }

    /** Bytes of one weight with its share of the scales. */
    public double bytes() {
        return bits / Byte.SIZE;
    }

    public Arithmetic arithmetic() {
        return arithmetic;
    }

    /** Whether only routed experts are stored so. */
    public boolean isForExpertsOnly() {
        return this == MXFP4;
    }

    /** In what the tensor cores multiply. */
    public enum Arithmetic implements Named {
        BITS_16("16-bit", 2),
        FP8("fp8", 1),
        INT8("int8", 1),
        FP4("fp4", 4.5 / Byte.SIZE);

        private final String label;
        private final double activationBytes;

        Arithmetic(String label, double activationBytes) {
            this.label = label;
            this.activationBytes = activationBytes;
        }

        @Override
        public String label() {
            return label;
        }

        /** Bytes of one element of the activations that enter a matrix multiplication. */
        public double activationBytes() {
            return activationBytes;
        }
    }
}
