package org.shardplan.time;

import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Model;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/** What all time formulas of one problem on one pool share. */
final class TimeBasis {

    private static final double FP32_BYTES = 4;

    private final Problem problem;
    private final Pool pool;
    private final ParameterCount parameters;
    private final DeviceRates rates;
    private final Fabric fabric;
    private final LayerCommunication communication;

    TimeBasis(Problem problem, Pool pool) {
        this.problem = problem;
        this.pool = pool;
        this.parameters = new ParameterCount(problem.model());
        this.rates = new DeviceRates(pool.gpu(), calibration());
        this.fabric = new Fabric(pool, calibration().links());
        this.communication = new LayerCommunication(
                fabric, problem.model().hidden(), framework().overlap());
    }

    Model model() {
        return problem.model();
    }

    Training training() {
        return problem.training();
    }

    Framework framework() {
        return problem.conditions().framework();
    }

    Calibration calibration() {
        return problem.conditions().calibration();
    }

    Pool pool() {
        return pool;
    }

    ParameterCount parameters() {
        return parameters;
    }

    DeviceRates rates() {
        return rates;
    }

    Fabric fabric() {
        return fabric;
    }

    LayerCommunication communication() {
        return communication;
    }

    /** Matrix multiplications of a backward pass over those of the forward pass: frozen weights need no gradient. */
    double backwardWork() {
        return training().isFrozen() ? 1 : 2;
    }

    /**
     * Seconds to add one micro-batch's weight gradients to the accumulated ones: they are read and written, 8 bytes a
     * parameter in fp32, 4 in bf16.
     */
    double gradientAccumulation(double parameters) {
        double share = framework().states().gradientBytes() / FP32_BYTES;
        return training().isFrozen()
                ? 0 : share * calibration().kernels().weightGradientBytes() * parameters / rates.memory();
    }
}
