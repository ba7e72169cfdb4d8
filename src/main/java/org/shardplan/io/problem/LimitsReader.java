package org.shardplan.io.problem;

import java.util.Optional;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Band;
import org.shardplan.problem.Limits.MemoryRoom;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.units.Bytes;

/** Reads what an answer may use at most. */
final class LimitsReader {

    private static final WholeNumber GPUS =
            WholeNumber.between(1, 1_000_000, "GPUs").advising("leave it out to allow every GPU of the cluster");
    private static final Decimal USD = Decimal.positive("USD");
    private static final Decimal HOURS = Decimal.positive("hours");
    static final Decimal RESERVE = Decimal.between(0, 100_000, "GiB");
    private static final Decimal PERCENT = Decimal.between(0, 100, "percent");
    private static final Decimal GROWTH = Decimal.between(1, 1_000, "");

    private LimitsReader() {
    }

    static Limits read(Fields fields) {
        return new Limits(
                resources(fields),
                new Spending(
                        fields.optionalNumber("budgetUsd", USD),
                        fields.optionalNumber("deadlineHours", HOURS)),
                memory(fields),
                fields.optionalNumber("maxCommunicationPercent", PERCENT));
    }

    static Resources resources(Fields fields) {
        return new Resources(
                fields.optionalNumber("maxGpus", GPUS),
                fields.optional("spareGpusPercent", PERCENT, 0.0),
                fields.optionalNumber("powerKw", Decimal.positive("kW")));
    }

    private static MemoryRoom memory(Fields fields) {
        Optional<Double> reserve = fields.optional("memoryReserveGiB", RESERVE);
        return new MemoryRoom(
                reserve.isPresent() ? Optional.of(Bytes.ofGib(reserve.get())) : Optional.empty(),
                band(fields),
                fields.optional("modelGrowth", GROWTH, 1.0));
    }

    private static Optional<Band> band(Fields limits) {
        Optional<Fields> fields = limits.optional("memoryUsePercent", Nested.OBJECT);
        return fields.isPresent() ? Optional.of(memoryUse(fields.get())) : Optional.empty();
    }

    static Band memoryUse(Fields fields) {
        double min = fields.optional("min", PERCENT, 0.0);
        double max = fields.optional("max", PERCENT, 100.0);
        if (min > max) {
            fields.reject("min", "be at most max (" + Numbers.plain(max) + ")", "the two are swapped");
        }
        return new Band(min, max);
    }
}
