package org.shardplan.problem;

import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.units.Bytes;

/**
 * What a serving layout may use at most.
 *
 * @param resources GPUs and power
 * @param usdPerHour money for an hour of all GPUs
 * @param maxQualityLossPercent largest loss of benchmark score, relative to 16-bit weights and keys
 * @param memoryReserve kept free on every GPU beyond what the engine keeps free itself
 */
public record ServingLimits(
        Limits.Resources resources, OptionalDouble usdPerHour, OptionalDouble maxQualityLossPercent,
        Optional<Bytes> memoryReserve) {

    public static final ServingLimits NONE = new ServingLimits(
            Limits.NONE.resources(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
}
