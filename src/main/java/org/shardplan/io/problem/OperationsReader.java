package org.shardplan.io.problem;

import org.shardplan.io.catalogue.GpuReader;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Numbers;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Operations.Power;
import org.shardplan.units.Bandwidth;

/** Reads failures, checkpoints and power. */
final class OperationsReader {

    private static final Decimal SERVER_FACTOR = Decimal.between(1, 10, "");

    private static final double PERCENT = 100;

    private OperationsReader() {
    }

    static Operations read(Fields fields) {
        Operations defaults = Operations.DEFAULT;
        Decimal gbps = GpuReader.GBPS;
        return new Operations(
                fields.optional("gpuHoursBetweenFailures", Decimal.positive("GPU-hours"),
                        defaults.gpuHoursBetweenFailures()),
                fields.optional("spotNodeHoursBetweenReclaims", Decimal.positive("node-hours"),
                        defaults.spotNodeHoursBetweenReclaims()),
                Bandwidth.ofGBps(fields.optional("checkpointGBpsPerNode", gbps, defaults.checkpointPerNode().gBps())),
                fields.optional("restartMinutes", Decimal.notNegative("minutes"), defaults.restartMinutes()),
                power(fields, defaults.power()));
    }

    /** Power alone, which is what counts for endpoints. */
    static Power power(Fields fields) {
        return power(fields, Operations.DEFAULT.power());
    }

    private static Power power(Fields fields, Power defaults) {
        return new Power(
                fields.optional("serverPowerFactor", SERVER_FACTOR, defaults.serverFactor()),
                fields.optional("averageLoad", Decimal.share(), defaults.averageLoad()));
    }

    /** What the defaults say about power. */
    static String powerAssumption() {
        Power power = Operations.DEFAULT.power();
        return "Power of servers not given: rated " + Numbers.plain(power.serverFactor())
                + " times the TDP of their GPUs, drawing " + Numbers.plain(PERCENT * power.averageLoad())
                + " % of it on average.";
    }

    /** What the defaults say, for problems that leave them. */
    static String assumption() {
        Operations defaults = Operations.DEFAULT;
        return "Operations not given: a failure every " + Numbers.grouped(defaults.gpuHoursBetweenFailures())
                + " GPU-hours, a spot reclaim every " + Numbers.grouped(defaults.spotNodeHoursBetweenReclaims())
                + " node-hours, checkpoints at " + Numbers.plain(defaults.checkpointPerNode().gBps())
                + " GB/s per node, " + Numbers.plain(defaults.restartMinutes()) + " minutes to restart.";
    }
}
