package org.shardplan.units;

/** Floating-point operations per second; zero means the hardware does not compute at this precision. */
public record FlopRate(double perSecond) {

    public static final FlopRate NONE = new FlopRate(0);

    private static final double TERA = 1e12;

    public static FlopRate ofTeraflops(double teraflops) {
        return new FlopRate(teraflops * TERA);
    }

    public double teraflops() {
        return perSecond / TERA;
    }

    public boolean isSupported() {
        return perSecond > 0;
    }
}
