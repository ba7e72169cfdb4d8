package org.shardplan.serving.measured;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;
import org.shardplan.measured.ServedRun;
import org.shardplan.problem.Engine.Overheads;

/**
 * Fits the constants of one engine on one GPU to measured runs.
 *
 * <pre>  Σ w·ρ(ln(predicted/observed)/0.12) + Σ (ln(constant/usual)/width)²        ρ(z) = 2·(√(1 + z²) - 1)</pre>
 *
 * <p>The widths are small: constants held near physical values predict models that no run showed better than free ones
 * (model log). Solved as least squares of sign(z)·√(w·ρ(z)).
 */
final class EngineFit {

    private static final double NOISE = 0.12;
    private static final double STEP = 1e-3;
    private static final double CLOSE = 1e-3;
    private static final int MOST_STEPS = 12;

    private final Overheads usual;
    private final List<Target> targets = new ArrayList<>();

    EngineFit(Overheads usual, List<ServedRun> runs) {
        this.usual = usual;
        for (ServedRun run : runs) {
            for (Quantity quantity : Quantity.values()) {
                OptionalDouble observed = quantity.observed(run);
                observed.ifPresent(value -> targets.add(new Target(run, quantity, Math.log(value))));
            }
        }
    }

    /** One figure to come close to. */
    private record Target(ServedRun run, Quantity quantity, double logObserved) {

        double residual(ServedPrediction prediction) {
            double z = (Math.log(quantity.predicted(run, prediction)) - logObserved) / NOISE;
            return Math.signum(z) * Math.sqrt(quantity.weight() * 2 * (Math.sqrt(1 + z * z) - 1));
        }
    }

    /** The constants at which the loss is least. */
    Overheads solve() {
        if (targets.isEmpty()) {
            return usual;
        }
        int constants = EngineConstant.values().length;
        return at(new LevenbergMarquardtOptimizer().optimize(new LeastSquaresBuilder()
                .model(this::value)
                .start(new double[constants]).target(new double[targets.size() + constants])
                .lazyEvaluation(false).maxEvaluations(Integer.MAX_VALUE).maxIterations(Integer.MAX_VALUE)
                .checker((steps, before, after) -> steps >= MOST_STEPS
                        || before.getPoint().getLInfDistance(after.getPoint()) < CLOSE)
                .build()).getPoint().toArray());
    }

    private Overheads at(double[] point) {
        Overheads overheads = usual;
        for (EngineConstant constant : EngineConstant.values()) {
            overheads = constant.times(overheads, Math.exp(point[constant.ordinal()]));
        }
        return overheads;
    }

    private Pair<RealVector, RealMatrix> value(RealVector at) {
        double[] point = at.toArray();
        double[] values = residuals(point);
        double[][] jacobian = new double[values.length][point.length];
        for (int constant = 0; constant < point.length; constant++) {
            double[] moved = point.clone();
            moved[constant] += STEP;
            double[] there = residuals(moved);
            for (int row = 0; row < values.length; row++) {
                jacobian[row][constant] = (there[row] - values[row]) / STEP;
            }
        }
        return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }

    private double[] residuals(double[] point) {
        Overheads overheads = at(point);
        EngineConstant[] constants = EngineConstant.values();
        return IntStream.range(0, targets.size() + constants.length).parallel().mapToDouble(row ->
                row < targets.size() ? residual(targets.get(row), overheads)
                        : point[row - targets.size()] / constants[row - targets.size()].width()).toArray();
    }

    private static double residual(Target target, Overheads overheads) {
        return target.residual(ServedPredictor.predict(target.run().setup().with(
                target.run().setup().problem().engine().with(overheads))));
    }
}
