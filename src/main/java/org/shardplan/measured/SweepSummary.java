package org.shardplan.measured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What the sweeps of one source come to.
 *
 * @param source source
 * @param sweeps sweeps
 * @param kendallTau mean rank correlation of measured and predicted times
 * @param bestAmongFirstPercent sweeps whose measured best is among the three predicted best, in percent
 * @param regretPercent mean of what the picks were measured slower than the best, in percent
 * @param outOfMemory picks that ran out of memory
 */
public record SweepSummary(
        String source, int sweeps, double kendallTau, double bestAmongFirstPercent, double regretPercent,
        int outOfMemory) {

    private static final double PERCENT = 100;

    /** One summary for each source, in the order of the sweeps. */
    static List<SweepSummary> bySource(List<Sweep> sweeps) {
        Map<String, List<Sweep>> sources = sweeps.stream().collect(Collectors.groupingBy(
                sweep -> sweep.label().source(), LinkedHashMap::new, Collectors.toList()));
        return sources.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
    }

    static SweepSummary of(String source, List<Sweep> sweeps) {
        return new SweepSummary(
                source, sweeps.size(),
                sweeps.stream().mapToDouble(Sweep::kendallTau).filter(Double::isFinite).average().orElse(Double.NaN),
                PERCENT * sweeps.stream().filter(Sweep::bestIsAmongFirst).count() / sweeps.size(),
                sweeps.stream().map(Sweep::regretPercent).filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble).average().orElse(Double.NaN),
                (int) sweeps.stream().filter(sweep -> sweep.regretPercent().isEmpty()).count());
    }
}
