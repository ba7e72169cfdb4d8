package org.shardplan.memory;

import org.shardplan.units.Bytes;

/** Bytes on the fullest GPU of one pipeline stage, by part. */
public final class MemoryBreakdown {

    private final int stage;
    private final double[] bytes;
    private final double total;

    MemoryBreakdown(int stage, double[] bytes) {
        this.stage = stage;
        this.bytes = bytes;
        double sum = 0;
        for (double part : bytes) {
            sum += part;
        }
        this.total = sum;
    }

    /** The pipeline stage, counted from 0. */
    public int stage() {
        return stage;
    }

    public double bytes(MemoryPart part) {
        return bytes[part.ordinal()];
    }

    public double gib(MemoryPart part) {
        return bytes(part) / Bytes.PER_GIB;
    }

    public double totalBytes() {
        return total;
    }

    public double totalGib() {
        return total / Bytes.PER_GIB;
    }
}
