package org.shardplan.fleet;

/**
 * What no plan can beat.
 *
 * @param value least loss of any plan, at most
 * @param prices the prices that show it
 */
record Bound(long value, Prices prices) {

    /** Sums of doubles are off by less than this share. */
    private static final double TOLERANCE = 1e-9;

    static Bound of(double value, Prices prices) {
        return new Bound(rounded(value), prices);
    }

    /** Losses are whole, so the bound is the next whole number, short of what rounding may have added. */
    static long rounded(double value) {
        return (long) Math.ceil(value - TOLERANCE * (1 + Math.abs(value)));
    }
}
