package org.shardplan.units;

/** An amount of memory or traffic in bytes; fractions are allowed, because averages have them. */
public record Bytes(double value) {

    /** Bytes in one GiB. */
    public static final double PER_GIB = 1024.0 * 1024.0 * 1024.0;

    public static Bytes ofGib(double gib) {
        return new Bytes(gib * PER_GIB);
    }

    public double gib() {
        return value / PER_GIB;
    }
}
