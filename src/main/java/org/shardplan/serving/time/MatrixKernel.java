package org.shardplan.serving.time;

import org.shardplan.layout.WeightFormat;
import org.shardplan.layout.WeightFormat.Arithmetic;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.KernelRates.Matrix;
import org.shardplan.serving.time.KernelTimes.Shape;

/** Seconds of matrix multiplications by weights of one format on one GPU. */
final class MatrixKernel {

    /** Rows below which a matrix multiplication does not get faster: one tile. */
    private static final double TILE_ROWS = 64;
    /** The same where weights are unpacked to 16 bit first (Marlin, AWQ kernels). */
    private static final double UNPACKED_ROWS = 16;
    /** Output elements of a tile, 128 · 128. */
    private static final double TILE = 16384;

    private final double floor;
    private final double leastRows;
    private final double secondsPerFlop;
    private final double waveElements;
    private final double secondsPerByte;
    private final double weightBytes;
    private final double activationBytes;
    private final double sharpness;

    MatrixKernel(KernelTimes kernels, WeightFormat format) {
        Arithmetic arithmetic = kernels.arithmetic(format);
        Matrix matrix = kernels.matrix(arithmetic);
        Overheads overheads = kernels.overheads();
        Matrix streamed = isFused(matrix, overheads) && arithmetic == Arithmetic.FP8
                ? kernels.matrix(Arithmetic.BITS_16) : matrix;
        this.floor = matrix.floor().seconds()
                + matrix.floor().quantizationSeconds() * overheads.step().quantizationShare();
        this.leastRows = isUnpacked(format, arithmetic) ? UNPACKED_ROWS : TILE_ROWS;
        this.secondsPerFlop = overheads.factors().compute() / (kernels.peak(arithmetic) * matrix.compute());
        this.waveElements = matrix.waves() * kernels.rates().device().processors() * TILE;
        this.secondsPerByte = overheads.factors().memory() / kernels.bandwidth(streamed.memory());
        this.weightBytes = format.bytes();
        this.activationBytes = arithmetic.activationBytes();
        this.sharpness = streamed.sharpness();
    }

    /** Whether the tables time a quantization of activations that the engine does in other kernels. */
    private static boolean isFused(Matrix matrix, Overheads overheads) {
        return matrix.floor().quantizationSeconds() > 0 && overheads.step().quantizationShare() == 0;
    }

    private static boolean isUnpacked(WeightFormat format, Arithmetic arithmetic) {
        return arithmetic == Arithmetic.BITS_16 && format.bits() < 2 * Byte.SIZE;
    }

    /**
     * Seconds of one matrix multiplication of m rows.
     *
     * <pre>  t0 + (c^q + b^q)^(1/q)
     *  c = 2·m'·n·k/(F·e)·(1 + w·S·128²/(m'·n))·x_c      m' = max(m, 64), 16 for unpacked weights
     *  b = (β·n·k + α·m·k + 2·m·n)/(B·e)·x_b</pre>
     *
     * <p>n columns, k inner dimension, β bytes of a weight, α of an activation, w waves, q sharpness, x the engine's
     * factors; t0 includes quantizing the activations where the engine does not fuse it. Where it does, 8-bit matrices
     * read as well, and overlap as well, as 16-bit ones: the tables of 8 bits time both kernels together.
     * <p>Source: fitted to measured GEMM tables (aiconfigurator, vLLM), median error 6-14 %.
     */
    double seconds(double rows, Shape shape) {
        double tiled = Math.max(rows, leastRows);
        double compute = 2 * shape.inner() * (tiled * shape.columns() + waveElements) * secondsPerFlop;
        double bytes = weightBytes * shape.columns() * shape.inner()
                + activationBytes * rows * shape.inner() + 2 * rows * shape.columns();
        return floor + KernelTimes.norm(compute, bytes * secondsPerByte, sharpness);
    }
}
