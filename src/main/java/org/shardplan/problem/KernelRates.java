package org.shardplan.problem;

import java.util.Map;
import java.util.SortedMap;
import org.shardplan.layout.WeightFormat.Arithmetic;

/**
 * What the kernels of one GPU architecture reach while serving, fitted to measured tables. Rates are shares of the
 * data sheet's peak of the GPU at hand, so that parts of one architecture differ by their data sheets only.
 *
 * @param device what all kernels share
 * @param matrices matrix multiplications by what they multiply in, with an entry for 16 bit
 * @param attention fused attention
 * @param experts grouped matrix multiplications of routed experts
 * @param collectives transfers between GPUs
 */
public record KernelRates(
        Device device, Map<Arithmetic, Matrix> matrices, Attention attention, Experts experts,
        Collectives collectives) {

    public KernelRates {
        matrices = Map.copyOf(matrices);
    }

    /**
     * What all kernels share.
     *
     * @param processors streaming multiprocessors
     * @param memory share of peak memory bandwidth that element-wise kernels reach
     * @param layerSeconds launches, norms and gaps of a layer that no other term holds
     * @param source where the numbers come from
     */
    public record Device(int processors, double memory, double layerSeconds, String source) {
    }

    /**
     * Matrix multiplications.
     *
     * @param floor shortest times
     * @param compute share of peak arithmetic
     * @param memory share of peak memory bandwidth
     * @param sharpness exponent q of (compute^q + memory^q)^(1/q): 1 adds the two times, a large one takes the larger
     * @param waves extra compute time of a last, partly filled wave of tiles
     */
    public record Matrix(Floor floor, double compute, double memory, double sharpness, double waves) {
    }

    /**
     * Shortest times.
     *
     * @param seconds of the multiplication
     * @param quantizationSeconds of quantizing its activations in a kernel of its own, 0 for 16 bit
     */
    public record Floor(double seconds, double quantizationSeconds) {
    }

    /** Fused attention: of prompts, and of answers over cached keys and values or over compressed ones. */
    public record Attention(Prompt prompt, Answer answer, Latent latent) {
    }

    /**
     * Attention of prompts.
     *
     * @param floorSeconds shortest time
     * @param compute share of the 16-bit peak
     * @param waves extra compute time while the tiles do not fill the processors
     * @param memory share of peak memory bandwidth
     */
    public record Prompt(double floorSeconds, double compute, double waves, double memory) {
    }

    /**
     * Attention of answers.
     *
     * @param floorSeconds shortest time
     * @param memory share of peak memory bandwidth
     * @param sharpness exponent q of (floor^q + memory^q)^(1/q)
     */
    public record Answer(double floorSeconds, double memory, double sharpness) {
    }

    /**
     * Attention of answers over compressed keys and values.
     *
     * @param floorSeconds shortest time
     * @param compute share of the 16-bit peak
     * @param rows heads of a tile: fewer on one GPU are padded
     */
    public record Latent(double floorSeconds, double compute, int rows) {
    }

    /**
     * Routed experts.
     *
     * @param spread standard deviation of how often an expert is chosen, over the mean
     * @param plain where weights have 8 bits or more
     * @param triton where weights have 8 bits or more and the engine uses Triton kernels
     * @param packed where weights have 4 bits and are multiplied in 16
     * @param packedTriton the same by OpenAI's Triton kernels
     */
    public record Experts(double spread, Grouped plain, Grouped triton, Packed packed, Packed packedTriton) {
    }

    /**
     * Grouped multiplications by weights of 4 bits that are unpacked to 16.
     *
     * @param unpackedBytesPerSecond bytes of weights that a processor unpacks in a second; infinite where reading them
     *     takes longer
     * @param launchSeconds what the host takes to launch a layer's kernels where no graph holds them, over layers
     *     without experts
     */
    public record Packed(Grouped rates, double unpackedBytesPerSecond, double launchSeconds) {
    }

    /**
     * Grouped matrix multiplications.
     *
     * @param floorSeconds of routing, permutation and launches, per layer
     * @param compute share of peak arithmetic
     * @param memory share of peak memory bandwidth
     * @param tile tokens by which the tokens of an expert are padded on average
     * @param streams times that activations pass memory, over once into and once out of every kernel that needs them
     */
    public record Grouped(double floorSeconds, Compute compute, double memory, double tile, double streams) {
    }

    /**
     * Shares of peak arithmetic.
     *
     * @param wide in 16 bit
     * @param narrow in 8 and 4 bit
     */
    public record Compute(double wide, double narrow) {
    }

    /**
     * Transfers between GPUs.
     *
     * @param scaleUp all-reduce over the scale-up link
     * @param pairShare share of the scale-up bandwidth between two GPUs: 1 behind a switch, less in a mesh
     * @param host all-reduce over PCIe and the host
     * @param skewSeconds time a collective waits for the last GPU
     * @param dispatch tokens to and from experts
     */
    public record Collectives(
            AllReduce scaleUp, double pairShare, AllReduce host, double skewSeconds, Dispatch dispatch) {
    }

    /**
     * Measured all-reduce times, captured in CUDA graphs.
     *
     * @param gBps link bandwidth of the GPU measured, one direction
     * @param seconds by message bytes, by number of GPUs
     */
    public record AllReduce(double gBps, SortedMap<Integer, Curve> seconds) {
    }

    /**
     * Tokens to and from experts.
     *
     * @param lowLatencySeconds least of dispatch and combine together, where every expert gets its copy
     * @param normalSeconds least of both where every GPU gets one copy
     * @param share share of the scale-up bandwidth they reach
     */
    public record Dispatch(double lowLatencySeconds, double normalSeconds, double share) {
    }
}
