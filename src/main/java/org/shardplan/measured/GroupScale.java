package org.shardplan.measured;

import java.util.List;

/**
 * The scale of one group: what a framework profile would have to multiply the model by.
 *
 * @param group framework, GPU and precision
 * @param runs timed runs
 * @param models different models among them
 * @param scale median of observed over modelled time
 * @param spreadPercent 90th percentile of the distance of its runs from that median
 */
public record GroupScale(Group group, int runs, int models, double scale, double spreadPercent) {

    static GroupScale of(Group group, List<Replay> replays) {
        double scale = Scales.median(replays, any -> true);
        double[] errors = replays.stream().mapToDouble(replay -> replay.timeError(scale)).toArray();
        int models = (int) replays.stream().map(replay -> replay.run().model()).distinct().count();
        return new GroupScale(group, replays.size(), models, scale, Errors.of(errors).ninetieth());
    }
}
