package org.shardplan.fleet;

import java.util.Arrays;

/**
 * Raises a Lagrangian bound: deflected subgradient with Polyak's step, rows scaled by their capacity (Camerini, Fratta
 * and Maffioli 1975). After some steps without progress it goes on from the best prices with shorter steps.
 */
final class Subgradient {

    private static final double DEFLECTION = 0.9;
    private static final int PATIENCE = 60;
    private static final double DECAY = 0.8;
    private static final double SHORTEST = 1e-4;

    private final Dual dual;
    private final double[] capacity;
    private final double[] prices;
    private final double[] best;
    private final double[] direction;
    private double bestValue = Double.NEGATIVE_INFINITY;
    private double length = 1;
    private int patience = PATIENCE;

    Subgradient(Dual dual, double[] capacity, double[] start) {
        this.dual = dual;
        this.capacity = capacity;
        this.prices = start.clone();
        this.best = start.clone();
        this.direction = new double[start.length];
    }

    /** Starts with shorter steps, for prices that are good already. */
    Subgradient from(double stepLength) {
        length = stepLength;
        return this;
    }

    double value() {
        return bestValue;
    }

    double[] prices() {
        return best;
    }

    /** Whether the steps have become too short to gain anything. */
    boolean hasConverged() {
        return length < SHORTEST;
    }

    /** Looks at the present prices and moves on. */
    void step(double target) {
        double value = dual.at(prices, capacity);
        if (value > bestValue) {
            bestValue = value;
            System.arraycopy(prices, 0, best, 0, best.length);
            patience = PATIENCE;
        } else if (--patience == 0) {
            restart();
            return;
        }
        move(value, target);
    }

    private void restart() {
        length *= DECAY;
        patience = PATIENCE;
        System.arraycopy(best, 0, prices, 0, best.length);
        Arrays.fill(direction, 0);
    }

    private void move(double value, double target) {
        double norm = 0;
        for (int row = 0; row < prices.length; row++) {
            double slope = dual.use()[row] / scale(row) - capacity[row] / scale(row);
            direction[row] = DEFLECTION * direction[row] + (slope < 0 && prices[row] == 0 ? 0 : slope);
            norm += direction[row] * direction[row];
        }
        if (norm == 0) {
            length = 0;
            return;
        }
        double step = length * Math.max(target - value, 1) / norm;
        for (int row = 0; row < prices.length; row++) {
            prices[row] = Math.max(0, prices[row] + step * direction[row] / scale(row));
        }
    }

    private double scale(int row) {
        return Math.max(1, capacity[row]);
    }
}
