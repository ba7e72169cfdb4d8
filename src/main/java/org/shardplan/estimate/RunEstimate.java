package org.shardplan.estimate;

import java.util.OptionalDouble;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

/**
 * Time, money and energy of a whole run, or of one step where the problem names no tokens.
 *
 * @param problem the question
 * @param mesh the GPUs
 * @param stepSeconds seconds of one step, estimated or a bound
 */
public record RunEstimate(Problem problem, Mesh mesh, double stepSeconds) {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double WATTS_PER_KILOWATT = 1000;

    public Pool pool() {
        return problem.pool(mesh.pool());
    }

    /** What the objective counts, in its unit; whole-run figures without tokens are per step. */
    public double value(Objective objective) {
        return switch (objective) {
            case STEP_TIME -> stepSeconds;
            case TIME_TO_TRAIN -> hours();
            case THROUGHPUT -> problem.training().tokensPerStep() / stepSeconds;
            case COST -> costUsd();
            case GPU_COUNT -> mesh.gpus();
            case ENERGY -> energyKwh();
        };
    }

    /** Steps of the run: tokens over tokens per step; 1 without tokens. */
    public double steps() {
        OptionalDouble tokens = problem.training().tokens();
        return tokens.isPresent() ? tokens.getAsDouble() / problem.training().tokensPerStep() : 1;
    }

    /** Hours of all steps, nothing going wrong. */
    public double hours() {
        return steps() * stepSeconds / SECONDS_PER_HOUR;
    }

    public double gpuHours() {
        return hours() * mesh.gpus();
    }

    /** US dollars on demand, nothing going wrong; not a number without a price. */
    public double costUsd() {
        return gpuHours() * pool().price().onDemandUsd().orElse(Double.NaN);
    }

    /** US dollars of one step on demand. */
    public double stepCostUsd() {
        return costUsd() / steps();
    }

    /** Interruptions on demand: hardware failures only. */
    public Interruptions onDemand() {
        Operations operations = problem.conditions().operations();
        return new Interruptions(this, operations.gpuHoursBetweenFailures() / mesh.gpus());
    }

    /** Interruptions on the spot market: hardware failures and reclaimed nodes. */
    public Interruptions spot() {
        Operations operations = problem.conditions().operations();
        double nodes = Math.ceil((double) mesh.gpus() / pool().node().gpus());
        double failures = mesh.gpus() / operations.gpuHoursBetweenFailures();
        double reclaims = nodes / operations.spotNodeHoursBetweenReclaims();
        return new Interruptions(this, 1 / (failures + reclaims));
    }

    /** US dollars on the spot market with its interruptions; empty without a spot price or if it makes no progress. */
    public OptionalDouble spotCostUsd() {
        OptionalDouble price = pool().price().spotUsd();
        Interruptions spot = spot();
        return price.isPresent() && spot.makesProgress()
                ? OptionalDouble.of(gpuHours() * spot.stretch() * price.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Power the servers are rated for, in kW: GPUs · TDP · server factor. */
    public double ratedPowerKw() {
        double factor = problem.conditions().operations().power().serverFactor();
        return mesh.gpus() * pool().gpu().board().tdpWatts() * factor / WATTS_PER_KILOWATT;
    }

    /** Energy in kWh: rated power at the average load for the hours of the run. */
    public double energyKwh() {
        return ratedPowerKw() * problem.conditions().operations().power().averageLoad() * hours();
    }
}
