package org.shardplan.memory;

import java.util.Locale;
import org.shardplan.units.Bytes;

/**
 * Activations that wait for their backward pass.
 *
 * @param inFlight micro-batches whose activations a stage keeps at the same time
 * @param whole layers that keep everything
 * @param recomputed layers that keep their input only
 * @param endBytes bytes of embedding mask and head input
 */
public record ActivationTerm(double inFlight, Layers whole, Layers recomputed, double endBytes)
        implements MemoryTerm {

    /**
     * Layers that keep the same.
     *
     * @param count how many
     * @param bytesEach bytes one of them keeps for one micro-batch
     */
    public record Layers(int count, double bytesEach) {

        private double bytes() {
            return count * bytesEach;
        }

        private String text() {
            return String.format(Locale.ROOT, "%d · %.3f GiB", count, bytesEach / Bytes.PER_GIB);
        }
    }

    @Override
    public MemoryPart part() {
        return MemoryPart.ACTIVATIONS;
    }

    @Override
    public double bytes() {
        return inFlight * (whole.bytes() + recomputed.bytes() + endBytes);
    }

    @Override
    public String formula() {
        String layers = whole.text() + " a layer"
                + (recomputed.count() == 0 ? "" : " + " + recomputed.text() + " a recomputed layer")
                + (endBytes == 0 ? "" : String.format(Locale.ROOT, " + %.3f GiB ends", endBytes / Bytes.PER_GIB));
        return String.format(Locale.ROOT, inFlight == Math.rint(inFlight) ? "%.0f" : "%.2f", inFlight)
                + (inFlight == 1 ? " micro-batch" : " micro-batches") + " in flight · (" + layers + ")";
    }

    @Override
    public String source() {
        return "Korthikanti et al. 2022, arXiv:2205.05198, section 4";
    }
}
