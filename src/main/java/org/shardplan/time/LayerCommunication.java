package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Framework.Overlap;
import org.shardplan.problem.MixtureOfExperts;

/** Seconds of communication inside a layer that the GPU waits for. */
final class LayerCommunication {

    private static final int BYTES = 2;

    private final Fabric fabric;
    private final double hidden;
    private final Overlap overlap;

    LayerCommunication(Fabric fabric, int hidden, Overlap overlap) {
        this.fabric = fabric;
        this.hidden = hidden;
        this.overlap = overlap;
    }

    /**
     * One all-reduce of a block's output, or with sequence parallelism the all-gather and reduce-scatter that replace
     * it: the same bytes, one more latency.
     *
     * <pre>  2·(t - 1)/t · 2·T·h / bus + latency</pre>
     *
     * <p>Source: ring collectives, Thakur et al. 2005; Korthikanti et al. 2022, section 4.2.
     */
    double tensorPair(Layout layout, double tokens) {
        int tensor = layout.mesh().tensor();
        if (tensor == 1) {
            return 0;
        }
        double volume = 2.0 * (tensor - 1) / tensor * BYTES * tokens * hidden;
        double latency = fabric.latency(tensor) * (layout.execution().sequenceParallel() ? 2 : 1);
        return overlap.exposedTensorParallel() * (volume / fabric.ring(1, tensor) + latency);
    }

    /** Dispatch and combine over the expert group, and gathers inside the expert-tensor group. */
    double experts(Layout layout, MixtureOfExperts mixture, double tokens) {
        Mesh mesh = layout.mesh();
        double rows = tokens / mesh.tensor();
        double allToAll = mesh.expert() == 1 ? 0 : 2 * fabric.allToAllSeconds(
                mesh.expertTensor(), mesh.expert(), rows, mixture.routing(), BYTES * hidden);
        return overlap.exposedExpertParallel() * (allToAll + expertTensor(mesh, rows * mixture.topK()));
    }

    private double expertTensor(Mesh mesh, double rows) {
        int split = mesh.expertTensor();
        if (split == 1) {
            return 0;
        }
        double volume = 2.0 * (split - 1) * rows * BYTES * hidden;
        return volume / fabric.ring(1, split) + 2 * fabric.latency(split);
    }
}
