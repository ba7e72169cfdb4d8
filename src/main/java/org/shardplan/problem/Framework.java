package org.shardplan.problem;

import java.util.Map;
import org.shardplan.layout.Named;
import org.shardplan.layout.Precision;

/**
 * How the training framework spends memory and time, as far as layouts can feel it.
 *
 * @param name profile name, such as {@code megatron}
 * @param kernels which kernels run
 * @param states gradients and optimizer state
 * @param loss how logits and cross-entropy are computed
 * @param overlap what the framework hides behind compute
 * @param overheads memory and time beyond the formulas
 * @param scales observed over modelled step time, by what was observed
 * @param provenance where the profile comes from
 */
public record Framework(
        String name, Kernels kernels, States states, Loss loss, Overlap overlap, Overheads overheads,
        Map<Observed, Double> scales, Provenance provenance) {

    public Framework {
        scales = Map.copyOf(scales);
    }

    /** Observed over modelled step time, or what is usual on that GPU if nobody observed the framework there. */
    public double scale(Observed what, double usual) {
        return scales.getOrDefault(what, usual);
    }

    /**
     * What shares one scale.
     *
     * @param architecture architecture of the GPU
     * @param precision precision of the matrix multiplications
     * @param experts whether the model has experts
     */
    public record Observed(String architecture, Precision precision, boolean experts) {
    }

    /**
     * Kernels.
     *
     * @param attention which attention kernels run
     * @param fusedNorms whether norms run as one kernel each
     * @param selective what selective recomputation drops
     */
    public record Kernels(AttentionKernel attention, boolean fusedNorms, Selective selective) {
    }

    /** What selective recomputation drops and computes again. */
    public enum Selective implements Named {
        /** The attention core (Korthikanti et al. 2022, Megatron). */
        ATTENTION("attention"),
        /** Everything but attention outputs and every second matrix product (PyTorch's operator policy, torchtitan). */
        OPERATORS("operators");

        private final String label;

        Selective(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Attention kernels. */
    public enum AttentionKernel implements Named {
        /** Kernels written for the GPU at hand (cuDNN, FlashAttention 3): scores never stored, causal work halved. */
        NATIVE("native", true, 1),
        /** FlashAttention 2: the same memory; on Hopper and later slower than native kernels. */
        FLASH_2("flash2", true, 1),
        /** FlashAttention 1: the same memory, slower. */
        FLASH_1("flash1", true, 1),
        /** Triton kernels of 2023: the same memory, slower. */
        TRITON("triton", true, 1),
        /** Batched matrix multiplications with one fused kernel for scale, mask and softmax: scores are stored. */
        UNFUSED("unfused", false, 1),
        /** The same with the framework's own softmax, which moves 2.2 times the bytes. */
        PLAIN("plain", false, 2.2);

        private final String label;
        private final boolean fused;
        private final double traffic;

        AttentionKernel(String label, boolean fused, double traffic) {
            this.label = label;
            this.fused = fused;
            this.traffic = traffic;
        }

        @Override
        public String label() {
            return label;
        }

        /** Whether scores stay on chip. */
        public boolean isFused() {
            return fused;
        }

        /** Bytes of the softmax relative to one fused kernel. */
        public double traffic() {
            return traffic;
        }
    }

    /**
     * Gradients and optimizer state.
     *
     * @param gradientBytes bytes in which gradients are accumulated, 4 or 2
     * @param optimizerGroup ranks that share one copy of the optimizer state at most, 0 for all that could
     * @param shardSeconds extra seconds per rank of that group, for frameworks that broadcast updated weights
     */
    public record States(int gradientBytes, int optimizerGroup, double shardSeconds) {

        /** Ranks that share one copy of the optimizer state among so many replicas. */
        public int shards(int replicas) {
            return optimizerGroup == 0 ? replicas : Math.min(optimizerGroup, replicas);
        }
    }

    /**
     * Logits and cross-entropy.
     *
     * @param gathered whether every tensor rank holds the whole vocabulary's logits
     * @param bytesPerLogit peak bytes per logit: 16-bit logits, their fp32 copy and the gradient
     */
    public record Loss(boolean gathered, double bytesPerLogit) {
    }

    /**
     * What stays visible of communication that the framework overlaps.
     *
     * @param exposedDataParallel exposed share of data-parallel traffic
     * @param exposedTensorParallel exposed share of tensor-parallel traffic
     * @param exposedExpertParallel exposed share of expert-parallel traffic
     */
    public record Overlap(double exposedDataParallel, double exposedTensorParallel, double exposedExpertParallel) {
    }

    /**
     * Memory and time beyond the formulas.
     *
     * @param contextGib CUDA context, library workspaces and framework on every GPU, in GiB
     * @param communicatorGib buffers of every group of ranks in use, in GiB
     * @param fragmentation share of activations and buffers that the allocator loses
     * @param launchFactor launch time of dense layers over the calibration's: 0.2 under CUDA graphs
     */
    public record Overheads(
            double contextGib, double communicatorGib, double fragmentation, double launchFactor) {
    }
}
