package org.shardplan.measured;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.shardplan.estimate.Fit;

/**
 * Runs that differ in their layout only: the same question put to the hardware and to the model.
 *
 * @param label what they have in common
 * @param replays all of them, those that ran out of memory included
 */
public record Sweep(Label label, List<Replay> replays) {

    /** Layouts with a measured time that a sweep needs to be worth ranking. */
    public static final int FEWEST_TIMED = 4;

    private static final int FIRST_FEW = 3;
    private static final double SAME_BATCH = 1.05;
    private static final double PERCENT = 100;

    public Sweep {
        replays = List.copyOf(replays);
    }

    /**
     * What the runs of a sweep have in common.
     *
     * @param source source
     * @param model model
     * @param sequenceLength tokens of a sequence
     * @param gpus GPUs
     * @param details kernels and age class
     */
    public record Label(String source, String model, int sequenceLength, long gpus, String details) {
    }

    /** The sweeps among these runs with enough timed runs. */
    static List<Sweep> among(List<Replay> replays) {
        Map<SweepKey, List<Replay>> alike = new LinkedHashMap<>();
        for (Replay replay : replays) {
            alike.computeIfAbsent(SweepKey.of(replay.run()), key -> new ArrayList<>()).add(replay);
        }
        List<Sweep> sweeps = new ArrayList<>();
        alike.forEach((key, members) -> byBatch(members).forEach(batch -> sweeps.add(new Sweep(label(key), batch))));
        return sweeps.stream().filter(sweep -> sweep.timedLayouts() >= FEWEST_TIMED).toList();
    }

    /** Different layouts with a measured time; how far optimizer state is sharded counts as part of a layout. */
    private long timedLayouts() {
        return timed().stream().map(replay -> replay.run().setup())
                .map(setup -> List.of(setup.layout(), setup.problem().conditions().framework().states()))
                .distinct().count();
    }

    /** Layouts that do not divide a batch run with one nearby. */
    private static List<List<Replay>> byBatch(List<Replay> members) {
        List<Replay> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparingInt(Sweep::batch));
        List<List<Replay>> batches = new ArrayList<>();
        for (Replay replay : sorted) {
            if (batches.isEmpty() || batch(replay) > SAME_BATCH * batch(batches.get(batches.size() - 1).get(0))) {
                batches.add(new ArrayList<>());
            }
            batches.get(batches.size() - 1).add(replay);
        }
        return batches;
    }

    private static Label label(SweepKey key) {
        String norms = key.kernels().fusedNorms() ? "" : ", plain norms";
        String era = key.group().era().isEmpty() ? "" : ", " + key.group().era();
        return new Label(key.source(), key.shape().model(), key.shape().sequenceLength(), key.gpus(),
                key.kernels().attention().label() + norms + era);
    }

    private static int batch(Replay replay) {
        return replay.run().setup().problem().training().globalBatch();
    }

    /** The runs with a measured time. */
    public List<Replay> timed() {
        return replays.stream().filter(Replay::isTimed).toList();
    }

    /** Rank correlation of measured and predicted times. */
    public double kendallTau() {
        List<Replay> timed = timed();
        return KendallTau.of(
                timed.stream().mapToDouble(Sweep::observed).toArray(),
                timed.stream().mapToDouble(Sweep::predicted).toArray());
    }

    /** Whether the run measured best is among the three predicted best. */
    public boolean bestIsAmongFirst() {
        Replay best = least(timed(), Sweep::observed);
        return timed().stream().filter(replay -> predicted(replay) < predicted(best)).count() < FIRST_FEW;
    }

    /** The layout the model would choose: the fastest of those it expects to fit. */
    public Replay pick() {
        List<Replay> fitting = replays.stream().filter(replay -> replay.prediction().fit() == Fit.FITS).toList();
        return least(fitting.isEmpty() ? leastFull() : fitting, Sweep::predicted);
    }

    private List<Replay> leastFull() {
        return List.of(least(replays, replay -> replay.prediction().memoryGib()));
    }

    /** Percent by which the pick was measured slower than the best; empty if it ran out of memory. */
    public OptionalDouble regretPercent() {
        Replay pick = pick();
        return pick.isTimed()
                ? OptionalDouble.of(PERCENT * (observed(pick) / observed(least(timed(), Sweep::observed)) - 1))
                : OptionalDouble.empty();
    }

    private static Replay least(List<Replay> replays, ToDoubleFunction<Replay> figure) {
        return replays.stream().min(Comparator.comparingDouble(figure)).orElseThrow();
    }

    private static double observed(Replay replay) {
        return replay.observedSeconds() / batch(replay);
    }

    private static double predicted(Replay replay) {
        return replay.prediction().stepSeconds() / batch(replay);
    }
}
