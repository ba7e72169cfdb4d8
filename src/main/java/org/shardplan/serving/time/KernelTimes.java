package org.shardplan.serving.time;

import org.shardplan.layout.Precision;
import org.shardplan.layout.WeightFormat;
import org.shardplan.layout.WeightFormat.Arithmetic;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.KernelRates;
import org.shardplan.problem.KernelRates.Matrix;

/**
 * Seconds of single kernels on one GPU: data sheet times measured efficiency.
 *
 * <p>Legend: F peak arithmetic, B memory bandwidth, S processors, e efficiencies, t0 floors.
 */
public final class KernelTimes {

    /**
     * 4-bit arithmetic runs at four times the 16-bit rate where no rate is given, 8-bit integers at twice (NVIDIA data
     * sheets, dense).
     */
    private static final double FP4_OVER_16 = 4;
    private static final double INT8_OVER_16 = 2;

    private final Gpu gpu;
    private final KernelRates rates;
    private final Overheads overheads;
    private final double bandwidth;

    public KernelTimes(Gpu gpu, Engine engine) {
        this.gpu = gpu;
        this.rates = engine.kernels(gpu);
        this.overheads = engine.overheads(gpu);
        this.bandwidth = gpu.memory().bandwidth().bytesPerSecond();
    }

    KernelRates rates() {
        return rates;
    }

    Overheads overheads() {
        return overheads;
    }

    double peak16() {
        double bf16 = gpu.peak(Precision.BF16).perSecond();
        return bf16 > 0 ? bf16 : gpu.peak(Precision.FP16).perSecond();
    }

    /** In what the hardware multiplies weights of this format: 16 bit where it lacks the arithmetic. */
    Arithmetic arithmetic(WeightFormat format) {
        return switch (format.arithmetic()) {
            case FP4 -> rates.matrices().containsKey(Arithmetic.FP4) ? Arithmetic.FP4 : Arithmetic.BITS_16;
            case FP8 -> gpu.peak(Precision.FP8).isSupported() ? Arithmetic.FP8 : Arithmetic.BITS_16;
            case INT8 -> Arithmetic.INT8;
            case BITS_16 -> Arithmetic.BITS_16;
        };
    }

    double peak(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case FP4 -> gpu.peak(Precision.NVFP4).isSupported()
                    ? gpu.peak(Precision.NVFP4).perSecond() : FP4_OVER_16 * peak16();
            case FP8 -> gpu.peak(Precision.FP8).perSecond();
            case INT8 -> INT8_OVER_16 * peak16();
            case BITS_16 -> peak16();
        };
    }

    Matrix matrix(Arithmetic arithmetic) {
        return rates.matrices().getOrDefault(arithmetic, rates.matrices().get(Arithmetic.BITS_16));
    }

    /**
     * FLOP/s that large multiplications by weights of this format reach: peak·e of what the hardware multiplies in.
     *
     * <p>4-bit experts run at the 8-bit rate where there is 4-bit arithmetic.
     */
    public double reachable(WeightFormat format) {
        boolean narrow = format.isForExpertsOnly() && rates.matrices().containsKey(Arithmetic.FP4);
        Arithmetic arithmetic = narrow ? Arithmetic.FP8 : arithmetic(format);
        return peak(arithmetic) * matrix(arithmetic).compute();
    }

    /** Seconds of element-wise work on so many bytes. */
    double stream(double bytes) {
        return bytes / (bandwidth * rates.device().memory());
    }

    /** Bytes per second at this share of the peak. */
    double bandwidth(double share) {
        return bandwidth * share;
    }

    /** Multiplications by weights of this format. */
    MatrixKernel matrices(WeightFormat format) {
        return new MatrixKernel(this, format);
    }

    /** (x^q + y^q)^(1/q): the sum for q = 1, nearly the larger for a large q. */
    static double norm(double x, double y, double sharpness) {
        if (sharpness == 1) {
            return x + y;
        }
        double larger = Math.max(x, y);
        return larger == 0 ? 0 : larger * Math.pow(1 + Math.pow(Math.min(x, y) / larger, sharpness), 1 / sharpness);
    }

    /** Columns and inner dimension of a weight matrix on one GPU. */
    record Shape(double columns, double inner) {
    }
}
