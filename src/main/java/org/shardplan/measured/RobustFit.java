package org.shardplan.measured;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * Levenberg-Marquardt on log ratios with a soft-L1 loss and log-normal priors.
 *
 * <pre>  Σ w·ρ((ln predicted - ln observed)/σ) + Σ (x/ω)²        ρ(z) = 2·(√(1 + z²) - 1)</pre>
 *
 * <p>w makes every source count the same; x is the logarithm of a constant over its shipped value, ω how well that is
 * known beforehand; σ is the noise, at least 2 %, estimated from the residuals. Scales have no prior worth the name.
 * <p>The loss is minimized by reweighting: each round solves least squares with weights 1/√(1 + z²), so that a bad
 * run pulls with a bounded force.
 */
final class RobustFit {

    private static final double FREE = 3;
    private static final int ROUNDS = 5;
    private static final int MOST_STEPS = 25;
    private static final double STEP = 0.01;
    private static final double CLOSE = 1e-3;
    private static final double LEAST_NOISE = 0.02;
    private static final double MOST_NOISE = 0.2;
    private static final double NORMAL = 1.4826;

    private final FitTask task;
    private double[] point;
    private double noise = 0.05;

    RobustFit(FitTask task) {
        this.task = task;
        this.point = new double[task.size()];
    }

    /** The point at which the loss is least. */
    double[] solve() {
        for (int round = 0; round < ROUNDS; round++) {
            double[] weights = weights();
            point = leastSquares(weights);
            double[] distances = DoubleStream.of(task.residuals(point)).map(Math::abs).toArray();
            noise = Math.min(MOST_NOISE, Math.max(LEAST_NOISE, NORMAL * Quantiles.median(distances)));
        }
        return point;
    }

    /** Standard deviations of the logarithms at the solution. */
    double[] widths() {
        RealMatrix jacobian = model(weights()).value(new ArrayRealVector(point)).getSecond();
        RealMatrix covariance = new CholeskyDecomposition(jacobian.transposeMultiply(jacobian), 1e-9, 0)
                .getSolver().getInverse();
        return IntStream.range(0, task.size()).mapToDouble(i -> Math.sqrt(covariance.getEntry(i, i))).toArray();
    }

    /** Square roots of the weights of the runs at the present point. */
    private double[] weights() {
        double[] residuals = task.residuals(point);
        return IntStream.range(0, residuals.length).mapToDouble(run -> {
            double z = residuals[run] / noise;
            return Math.sqrt(task.weight(run) / Math.sqrt(1 + z * z)) / noise;
        }).toArray();
    }

    private double[] leastSquares(double[] weights) {
        return new LevenbergMarquardtOptimizer().optimize(new LeastSquaresBuilder()
                .model(model(weights)::value)
                .start(point).target(new double[weights.length + point.length])
                .lazyEvaluation(false).maxEvaluations(Integer.MAX_VALUE).maxIterations(Integer.MAX_VALUE)
                .checker((steps, before, after) -> steps >= MOST_STEPS
                        || before.getPoint().getLInfDistance(after.getPoint()) < CLOSE)
                .build()).getPoint().toArray();
    }

    private Model model(double[] weights) {
        return new Model(task, weights);
    }

    /** Weighted residuals and their derivatives; the priors are the last residuals. */
    private record Model(FitTask task, double[] weights) {

        Pair<RealVector, RealMatrix> value(RealVector at) {
            double[] point = at.toArray();
            double[] residuals = task.residuals(point);
            double[][] jacobian = new double[residuals.length + point.length][point.length];
            for (int constant = 0; constant < task.constants().size(); constant++) {
                derive(point, residuals, constant, jacobian);
            }
            double[] values = Arrays.copyOf(residuals, jacobian.length);
            for (int run = 0; run < residuals.length; run++) {
                values[run] *= weights[run];
                jacobian[run][task.scaleIndex(run)] = weights[run];
            }
            addPriors(point, values, jacobian);
            return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
        }

        private void derive(double[] point, double[] residuals, int constant, double[][] jacobian) {
            double[] near = point.clone();
            near[constant] -= STEP;
            double[] there = task.residuals(near);
            for (int run = 0; run < residuals.length; run++) {
                jacobian[run][constant] = weights[run] * (residuals[run] - there[run]) / STEP;
            }
        }

        private void addPriors(double[] point, double[] values, double[][] jacobian) {
            for (int index = 0; index < point.length; index++) {
                double width = index < task.constants().size() ? task.constants().get(index).prior().width() : FREE;
                values[weights.length + index] = point[index] / width;
                jacobian[weights.length + index][index] = 1 / width;
            }
        }
    }
}
