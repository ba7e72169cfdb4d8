package org.shardplan.serving.estimate;

import java.util.function.ToDoubleFunction;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;

/**
 * What the GPUs of a layout cost and draw, whatever runs on them.
 *
 * @param problem the question
 * @param layout the layout
 */
public record Upkeep(ServingProblem problem, ServingLayout layout) {

    private static final double WATTS_PER_KILOWATT = 1000;

    /** US dollars for an hour of all GPUs; not a number without a price. */
    public double usdPerHour() {
        return sum(pool -> pool.price().onDemandUsd().orElse(Double.NaN));
    }

    /** Power the servers are rated for, in kW: GPUs · TDP · server factor. */
    public double ratedPowerKw() {
        return sum(pool -> pool.gpu().board().tdpWatts()) * problem.power().serverFactor()
                / WATTS_PER_KILOWATT;
    }

    /** Power the servers draw on average, in kW. */
    public double averagePowerKw() {
        return ratedPowerKw() * problem.power().averageLoad();
    }

    private double sum(ToDoubleFunction<Pool> ofGpu) {
        return layout.groups().stream()
                .mapToDouble(group -> group.gpus() * ofGpu.applyAsDouble(problem.pool(group.replica().pool()))).sum();
    }
}
