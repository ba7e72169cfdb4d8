package org.shardplan.estimate;

import org.shardplan.layout.Named;

/**
 * Whether a layout fits device memory, as far as an estimate with its error can tell.
 *
 * <p>Source: 639 runs of one A100 sweep, 372 of which ran out of memory. Below 85 % of the usable memory nearly
 * everything ran, above all of it nearly nothing; between them allocator and framework decide.
 */
public enum Fit implements Named {
    FITS("fits"),
    /** Too close to call: fragmentation decides. */
    TIGHT("tight"),
    DOES_NOT_FIT("does not fit");

    /** Share of the usable memory from which an estimate is too close to call. */
    public static final double TIGHT_FROM = 0.855;

    private final String label;

    Fit(String label) {
        this.label = label;
    }

    /** The verdict on an estimate of so many bytes where so many can be allocated. */
    public static Fit of(double neededBytes, double usableBytes) {
        if (neededBytes > usableBytes) {
            return DOES_NOT_FIT;
        }
        return neededBytes > TIGHT_FROM * usableBytes ? TIGHT : FITS;
    }

    @Override
    public String label() {
        return label;
    }
}
