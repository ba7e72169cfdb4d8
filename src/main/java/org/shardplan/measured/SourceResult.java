package org.shardplan.measured;

import java.util.List;

/**
 * How well the runs of one source are predicted.
 *
 * @param source its name
 * @param evidence what its figures are worth
 * @param runs runs that could be predicted
 * @param time errors of step times
 * @param memory errors of measured memory
 * @param verdicts verdicts on memory and what happened
 */
public record SourceResult(
        String source, Evidence evidence, int runs, TimeErrors time, Errors memory, MemoryVerdicts verdicts) {

    static SourceResult of(String source, List<Replay> replays, Scales scales) {
        List<Replay> timed = replays.stream().filter(Replay::isTimed).toList();
        return new SourceResult(source, replays.get(0).run().origin().evidence(), replays.size(),
                TimeErrors.of(timed, scales), memoryErrors(replays), MemoryVerdicts.of(replays));
    }

    private static Errors memoryErrors(List<Replay> replays) {
        return Errors.of(replays.stream()
                .filter(replay -> replay.run().observation().memoryGib().isPresent())
                .mapToDouble(Replay::memoryError).toArray());
    }

    public boolean isTimed() {
        return time.cold().count() > 0;
    }
}
