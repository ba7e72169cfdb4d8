package org.shardplan.time;

import org.shardplan.layout.Precision;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.Calibration.MatrixEfficiency;
import org.shardplan.problem.Gpu;
import org.shardplan.units.FlopRate;

/**
 * What one GPU really reaches: data sheet times measured efficiency.
 *
 * <p>A precision the hardware does not compute is priced at the 16-bit rate; the rules reject it.
 */
final class DeviceRates {

    /** Dimensions that are no multiple of this run slower. */
    private static final int ALIGNMENT = 64;

    private final double peak16;
    private final double[] matmul;
    private final double memory;
    private final double operands;
    private final KernelConstants kernels;

    DeviceRates(Gpu gpu, Calibration calibration) {
        DeviceEfficiency efficiency = calibration.device(gpu);
        this.kernels = calibration.kernels();
        this.peak16 = sixteenBit(gpu).perSecond();
        this.matmul = matmul(gpu, efficiency.matrices());
        this.memory = gpu.memory().bandwidth().bytesPerSecond() * kernels.memory();
        this.operands = gpu.memory().bandwidth().bytesPerSecond() * kernels.matmulOperands();
    }

    /** The rate of bf16, or of fp16 where the hardware knows no bf16. */
    static FlopRate sixteenBit(Gpu gpu) {
        FlopRate bf16 = gpu.peak(Precision.BF16);
        return bf16.isSupported() ? bf16 : gpu.peak(Precision.FP16);
    }

    /** 16-bit peak in FLOP/s. */
    double peak16() {
        return peak16;
    }

    private double[] matmul(Gpu gpu, MatrixEfficiency efficiency) {
        double[] rates = new double[Precision.values().length];
        for (Precision precision : Precision.values()) {
            double reached = gpu.peak(precision).perSecond() * efficiency.of(precision);
            rates[precision.ordinal()] = reached > 0 ? reached : peak16 * efficiency.matmul16();
        }
        return rates;
    }

    /** FLOP/s of large matrix multiplications. */
    double matmul(Precision precision) {
        return matmul[precision.ordinal()];
    }

    /** Bytes per second of memory-bound kernels. */
    double memory() {
        return memory;
    }

    /** Shortest time of one kernel. */
    double floor() {
        return kernels.floorSeconds();
    }

    /**
     * Seconds of one matrix multiplication.
     *
     * <pre>  2·M·N·K/R·(1 + misaligned) + (β·(M·K + K·N) + 2·M·N)/B + t0</pre>
     *
     * <p>M rows, N columns, K inner dimension; R reached FLOP rate, β operand bytes, B operand bandwidth, t0 kernel
     * floor; the penalty applies if N or K is no multiple of 64.
     * <p>Source: fitted to measured GEMM tables of A100, H100 and B200 (aiconfigurator): the sum of compute and bytes
     * fits as well as their maximum (7-10 %) and is smooth.
     */
    double matmulSeconds(double rows, double columns, double inner, Precision precision) {
        double penalty = misaligned(columns) || misaligned(inner) ? 1 + kernels.misalignedPenalty() : 1;
        double flops = 2 * rows * columns * inner;
        double bytes = precision.operandBytes() * inner * (rows + columns) + 2 * rows * columns;
        return flops * penalty / matmul(precision) + bytes / operands + kernels.floorSeconds();
    }

    /** Cheaper than a remainder of doubles, and dimensions are far below 2^31. */
    private static boolean misaligned(double dimension) {
        return ((int) dimension & (ALIGNMENT - 1)) != 0;
    }
}
