package org.shardplan.measured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Observed over modelled step time of groups of runs: medians, so that one bad run does not move them. None of the
 * cross-validated scales is taken from the run it is for.
 */
final class Scales {

    private final Map<Group, List<Replay>> groups;

    /** Scales from timed runs. */
    Scales(List<Replay> timed) {
        this.groups = timed.stream().collect(Collectors.groupingBy(
                replay -> Group.of(replay.run().setup()), LinkedHashMap::new, Collectors.toList()));
    }

    Map<Group, List<Replay>> groups() {
        return groups;
    }

    /** From all runs of the run's group, itself included. */
    double anchored(Replay replay) {
        return median(groupOf(replay), any -> true);
    }

    /**
     * From the runs of the group with other models, or with one model only from the other runs; not a number if there
     * is none.
     */
    double withoutModel(Replay replay) {
        double others = median(groupOf(replay), other -> !other.run().model().equals(replay.run().model()));
        return Double.isNaN(others) ? median(groupOf(replay), other -> other != replay) : others;
    }

    /** From the other runs of the group; not a number if there is none. */
    double withoutRun(Replay replay) {
        return median(groupOf(replay), other -> other != replay);
    }

    /** The median over groups of other sources on the same architecture in the same precision, or 1 if none is. */
    double withoutSource(Replay replay) {
        Group own = Group.of(replay.run().setup());
        double[] scales = groups.entrySet().stream()
                .filter(group -> group.getKey().hardware().isLike(own.hardware()))
                .mapToDouble(group -> median(group.getValue(), other -> isElsewhere(other, replay)))
                .filter(Double::isFinite).toArray();
        return scales.length == 0 ? 1 : Quantiles.median(scales);
    }

    private static boolean isElsewhere(Replay other, Replay replay) {
        return other.run().origin().evidence() == Evidence.MEASURED
                && !other.run().origin().source().equals(replay.run().origin().source());
    }

    private List<Replay> groupOf(Replay replay) {
        return groups.get(Group.of(replay.run().setup()));
    }

    static double median(List<Replay> replays, Predicate<Replay> some) {
        return Quantiles.median(replays.stream().filter(some).mapToDouble(Replay::scale).toArray());
    }
}
