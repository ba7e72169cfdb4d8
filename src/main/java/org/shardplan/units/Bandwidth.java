package org.shardplan.units;

/** A transfer rate in bytes per second, one direction unless the owner says otherwise. */
public record Bandwidth(double bytesPerSecond) {

    private static final double GIGA = 1e9;
    private static final double BITS_PER_BYTE = 8;

    /** From GB/s, 10^9 bytes per second. */
    public static Bandwidth ofGBps(double gigabytesPerSecond) {
        return new Bandwidth(gigabytesPerSecond * GIGA);
    }

    /** From the Gb/s of a network card's data sheet. */
    public static Bandwidth ofGigabitsPerSecond(double gigabitsPerSecond) {
        return ofGBps(gigabitsPerSecond / BITS_PER_BYTE);
    }

    public double gBps() {
        return bytesPerSecond / GIGA;
    }

    public Bandwidth times(double factor) {
        return new Bandwidth(bytesPerSecond * factor);
    }
}
