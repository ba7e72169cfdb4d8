package org.shardplan.problem;

import java.util.Map;
import org.shardplan.layout.Precision;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;
import org.shardplan.units.FlopRate;

/**
 * One kind of accelerator, as its data sheet has it.
 *
 * @param name catalogue name, such as {@code H100-SXM-80}
 * @param architecture key of the measured efficiencies, such as {@code hopper}
 * @param peaks dense peak rates; a precision that is absent is not computed
 * @param memory capacity and bandwidth
 * @param links connections to other GPUs and to the host
 * @param board power, usual server and price
 * @param provenance where the figures come from
 */
public record Gpu(
        String name, String architecture, Map<Precision, FlopRate> peaks, Memory memory, Links links, Board board,
        Provenance provenance) {

    public Gpu {
        peaks = Map.copyOf(peaks);
    }

    public FlopRate peak(Precision precision) {
        return peaks.getOrDefault(precision, FlopRate.NONE);
    }

    /**
     * Device memory.
     *
     * @param usable what a process can allocate, below the nominal size
     * @param bandwidth peak bandwidth
     */
    public record Memory(Bytes usable, Bandwidth bandwidth) {
    }

    /**
     * Connections of one GPU, each in one direction.
     *
     * @param scaleUp NVLink, xGMI or the like
     * @param scaleUpGpus GPUs that reach each other over it; 1 if there is none
     * @param network share of the node's network cards
     * @param pcie to the host
     */
    public record Links(Bandwidth scaleUp, int scaleUpGpus, Bandwidth network, Bandwidth pcie) {
    }

    /**
     * Power, usual server and list price.
     *
     * @param tdpWatts thermal design power
     * @param gpusPerNode GPUs in the usual server
     * @param price price of one GPU-hour
     */
    public record Board(double tdpWatts, int gpusPerNode, Price price) {
    }
}
