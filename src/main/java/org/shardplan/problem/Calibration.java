package org.shardplan.problem;

import java.util.Map;
import org.shardplan.layout.Precision;

/**
 * The few measured constants of the time model.
 *
 * @param name name of the calibration
 * @param devices efficiencies by GPU architecture, with an entry {@link #OTHER} for the rest
 * @param kernels constants of compute kernels, shared by all GPUs
 * @param links constants of communication
 * @param host constants of the CPU side
 */
public record Calibration(
        String name, Map<String, DeviceEfficiency> devices, KernelConstants kernels, LinkConstants links,
        HostConstants host) {

    /** Architecture key of GPUs nobody measured. */
    public static final String OTHER = "other";

    public Calibration {
        devices = Map.copyOf(devices);
    }

    public DeviceEfficiency device(Gpu gpu) {
        return devices.getOrDefault(gpu.architecture(), devices.get(OTHER));
    }

    public boolean isMeasured(Gpu gpu) {
        return devices.containsKey(gpu.architecture()) && !gpu.architecture().equals(OTHER);
    }

    /**
     * Efficiencies of one GPU architecture.
     *
     * @param matrices rates of large matrix multiplications
     * @param attention rates of fused attention
     * @param scale observed over modelled step time, 1 if the rest of the model is right
     * @param error expected error of a step time
     * @param source where the numbers come from
     */
    public record DeviceEfficiency(
            MatrixEfficiency matrices, AttentionEfficiency attention, double scale, ExpectedError error,
            String source) {
    }

    /**
     * Shares of the peak of their precision that large matrix multiplications reach; 0 where nobody measured it.
     *
     * @param matmul16 of the 16-bit peak
     * @param matmul8 of the fp8 peak
     * @param matmul4 of the nvfp4 peak
     */
    public record MatrixEfficiency(double matmul16, double matmul8, double matmul4) {

        public double of(Precision precision) {
            return switch (precision) {
                case BF16, FP16 -> matmul16;
                case FP8 -> matmul8;
                case NVFP4 -> matmul4;
            };
        }

        public MatrixEfficiency times(double factor) {
            return new MatrixEfficiency(factor * matmul16, factor * matmul8, factor * matmul4);
        }
    }

    /**
     * Relative errors that 90 % of predicted step times stay below, from cross-validation.
     *
     * @param anchored where the framework was measured on this architecture and precision
     * @param cold where it was not
     * @param expertFactor how much larger both are for models with experts
     */
    public record ExpectedError(double anchored, double cold, double expertFactor) {

        public double of(boolean isAnchored, boolean hasExperts) {
            return (isAnchored ? anchored : cold) * (hasExperts ? expertFactor : 1);
        }
    }

    /**
     * Shares of the 16-bit peak that fused attention reaches on long sequences.
     *
     * @param nativeAttention kernels written for this GPU: cuDNN, FlashAttention 3
     * @param flashAttention FlashAttention 2
     * @param earlyFlashAttention kernels of 2022 and 2023: FlashAttention 1, Triton
     */
    public record AttentionEfficiency(double nativeAttention, double flashAttention, double earlyFlashAttention) {

        public AttentionEfficiency times(double factor) {
            return new AttentionEfficiency(
                    factor * nativeAttention, factor * flashAttention, factor * earlyFlashAttention);
        }
    }

    /**
     * Constants of compute kernels.
     *
     * @param memory share of peak memory bandwidth that memory-bound kernels reach
     * @param matmulOperands the same for matrix operands, above 1 where the cache serves re-reads
     * @param floorSeconds shortest time of one kernel
     * @param normTraffic multiplier on the bytes of norms and residuals
     * @param activationTraffic multiplier on the bytes of activation functions and rotary embedding
     * @param flash fused attention
     * @param unfused unfused attention
     * @param weightGradientBytes bytes moved per parameter and micro-batch to accumulate gradients
     * @param misalignedPenalty extra time share of matrix dimensions that are no multiple of 64
     * @param crossEntropyBytes bytes moved per logit by the loss
     * @param experts grouped matrix multiplications of experts
     */
    public record KernelConstants(
            double memory, double matmulOperands, double floorSeconds, double normTraffic, double activationTraffic,
            Flash flash, Unfused unfused, double weightGradientBytes, double misalignedPenalty,
            double crossEntropyBytes, Experts experts) {
    }

    /**
     * Fused attention.
     *
     * @param saturationTokens sequence length at which half the asymptotic rate is reached
     * @param backwardRate rate of the backward pass over that of the forward pass
     */
    public record Flash(double saturationTokens, double backwardRate) {
    }

    /**
     * Unfused attention.
     *
     * @param matmul share of peak of its batched matrix multiplications
     * @param traffic multiplier on the bytes of softmax and masks
     */
    public record Unfused(double matmul, double traffic) {
    }

    /**
     * Experts.
     *
     * @param matmul rate of grouped matrix multiplications over that of plain ones
     * @param permuteTraffic multiplier on the bytes of permuting tokens
     */
    public record Experts(double matmul, double permuteTraffic) {
    }

    /**
     * Constants of communication.
     *
     * @param scaleUp share of the scale-up bandwidth that ring collectives reach
     * @param scaleUpAllToAll share of the scale-up bandwidth that all-to-alls reach
     * @param network share of the network line rate that collectives reach
     * @param latencySeconds start of one collective inside a node
     * @param networkLatencySeconds start of one transfer between nodes
     * @param allToAllLatencySeconds start of one all-to-all
     * @param exposedPointToPoint exposed share of steady-state pipeline transfers
     * @param exposedContext exposed share of ring-attention transfers
     */
    public record LinkConstants(
            double scaleUp, double scaleUpAllToAll, double network, double latencySeconds,
            double networkLatencySeconds, double allToAllLatencySeconds, double exposedPointToPoint,
            double exposedContext) {
    }

    /**
     * Constants of the CPU side.
     *
     * @param layerSeconds shortest time in which the CPU launches one pass of a dense layer
     * @param expertLayerSeconds the same for a layer with experts
     * @param collectiveSeconds extra launch time of one tensor-parallel collective
     * @param stepSeconds fixed time of every step
     * @param adamBytesPerSecond host memory bandwidth of one GPU's share of the CPU optimizer
     */
    public record HostConstants(
            double layerSeconds, double expertLayerSeconds, double collectiveSeconds, double stepSeconds,
            double adamBytesPerSecond) {
    }
}
