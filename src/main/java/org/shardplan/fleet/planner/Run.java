package org.shardplan.fleet.planner;

import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.Upkeep;

/** One way to run a workload on one pool. */
public sealed interface Run {

    int pool();

    int gpus();

    /** Hours it takes its GPUs. */
    double hours();

    /** The pool as its question knows it. */
    Pool kind();

    /** Whole nodes it takes; workloads of a fleet do not share nodes. */
    default int nodes() {
        return (gpus() + kind().node().gpus() - 1) / kind().node().gpus();
    }

    /** US dollars of whole nodes over these hours, on demand; not a number without a price. */
    default double usd() {
        return kind().price().onDemandUsd().orElse(Double.NaN) * nodes() * kind().node().gpus() * hours();
    }

    /** Rated power of its servers. */
    double kw();

    /** Energy over these hours. */
    double kwh();

    /** Tokens trained in a second, or put out at the load asked for. */
    double tokensPerSecond();

    /** What the objective of a fleet counts, in its unit. */
    default double value(Objective objective) {
        return switch (objective) {
            case COST -> usd();
            case ENERGY -> kwh();
            case GPU_COUNT -> gpus();
            case THROUGHPUT -> tokensPerSecond();
            case STEP_TIME, TIME_TO_TRAIN ->
                    throw new IllegalArgumentException("A fleet has no " + objective.label());
        };
    }

    /** A training until its end. */
    record TrainingRun(Estimate estimate) implements Run {

        @Override
        public int pool() {
            return estimate.layout().mesh().pool();
        }

        @Override
        public int gpus() {
            return (int) estimate.gpus();
        }

        @Override
        public double hours() {
            return estimate.run().hours();
        }

        @Override
        public Pool kind() {
            return estimate.pool();
        }

        @Override
        public double kw() {
            return estimate.run().ratedPowerKw();
        }

        @Override
        public double kwh() {
            return estimate.run().energyKwh();
        }

        @Override
        public double tokensPerSecond() {
            return estimate.tokensPerSecond();
        }
    }

    /**
     * An endpoint over all the time planned for.
     *
     * @param pool the pool of the fleet
     * @param estimate its replicas; their question knows this pool only
     * @param hours the time planned for
     */
    record ServingRun(int pool, ServingEstimate estimate, double hours) implements Run {

        @Override
        public int gpus() {
            return estimate.gpus();
        }

        @Override
        public Pool kind() {
            return estimate.problem().pool(0);
        }

        @Override
        public int nodes() {
            return (int) Math.ceil(estimate.layout().groups().stream()
                    .mapToDouble(group -> group.nodes(kind().node().gpus())).sum());
        }

        @Override
        public double kw() {
            return estimate.ratedPowerKw();
        }

        @Override
        public double kwh() {
            return new Upkeep(estimate.problem(), estimate.layout()).averagePowerKw() * hours;
        }

        @Override
        public double tokensPerSecond() {
            return estimate.tokensPerSecond();
        }
    }
}
