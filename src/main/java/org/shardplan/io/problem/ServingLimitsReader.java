package org.shardplan.io.problem;

import java.util.Optional;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.ServingLimits;
import org.shardplan.units.Bytes;

/** Reads what a serving layout may use at most. */
final class ServingLimitsReader {

    private static final Decimal USD_PER_HOUR = Decimal.positive("USD per hour");
    private static final Decimal LOSS = Decimal.between(0, 100, "percent");

    private ServingLimitsReader() {
    }

    static ServingLimits read(Fields fields) {
        Resources resources = LimitsReader.resources(fields);
        Optional<Double> reserve = fields.optional("memoryReserveGiB", LimitsReader.RESERVE);
        return new ServingLimits(resources, fields.optionalNumber("budgetUsdPerHour", USD_PER_HOUR),
                fields.optionalNumber("maxQualityLossPercent", LOSS),
                reserve.isPresent() ? Optional.of(Bytes.ofGib(reserve.get())) : Optional.empty());
    }
}
