package org.shardplan.measured;

/**
 * Kendall's rank correlation with ties (tau-b): 1 for the same order, -1 for the reverse.
 *
 * <pre>  (concordant - discordant) / sqrt((pairs - ties in x)·(pairs - ties in y))</pre>
 *
 * <p>Source: Kendall 1945, "The treatment of ties in ranking problems".
 */
final class KendallTau {

    private KendallTau() {
    }

    /** Not a number if all values of one side are equal. */
    static double of(double[] x, double[] y) {
        double agreement = 0;
        double differentX = 0;
        double differentY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double signX = Math.signum(x[i] - x[j]);
                double signY = Math.signum(y[i] - y[j]);
                agreement += signX * signY;
                differentX += signX * signX;
                differentY += signY * signY;
            }
        }
        return agreement / Math.sqrt(differentX * differentY);
    }
}
