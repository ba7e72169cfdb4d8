package org.shardplan.problem;

import java.util.OptionalDouble;

/**
 * What one GPU-hour costs in US dollars.
 *
 * @param onDemandUsd on demand, empty if unknown
 * @param spotUsd on the spot market, empty if unknown
 * @param source where the price comes from, with its date
 */
public record Price(OptionalDouble onDemandUsd, OptionalDouble spotUsd, String source) {

    public static final Price UNKNOWN = new Price(OptionalDouble.empty(), OptionalDouble.empty(), "");
}
