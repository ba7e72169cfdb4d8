package org.shardplan.mixed.serving;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.shardplan.serving.time.AlikeStages;
import org.shardplan.space.Deadline;

/**
 * Every way to share the layers of a model among groups of stages.
 *
 * @param groups what each group may hold
 * @param layers layers of the model
 */
record LayerTotals(List<AlikeStages> groups, int layers) {

    /** Hands every way to the consumer while there is time: the same groups with the layers they hold. */
    void forEach(Deadline deadline, Consumer<List<AlikeStages>> consumer) {
        extend(new int[groups.size()], layers, 0, totals -> {
            if (!deadline.isOver()) {
                consumer.accept(totals);
            }
            return !deadline.isOver();
        });
    }

    /** Whether to go on. */
    private boolean extend(int[] held, int left, int group, Predicate<List<AlikeStages>> consumer) {
        if (group == groups.size()) {
            return consumer.test(IntStream.range(0, held.length)
                    .mapToObj(index -> groups.get(index).with(held[index])).toList());
        }
        int least = Math.max(groups.get(group).leastLayers(), left - behind(group, false));
        int most = Math.min(groups.get(group).mostLayers(), left - behind(group, true));
        boolean goesOn = true;
        for (int total = least; total <= most && goesOn; total++) {
            held[group] = total;
            goesOn = extend(held, left - total, group + 1, consumer);
        }
        return goesOn;
    }

    /** Layers that the groups behind one hold at least, or at most. */
    private int behind(int group, boolean least) {
        return groups.stream().skip(group + 1L)
                .mapToInt(least ? AlikeStages::leastLayers : AlikeStages::mostLayers).sum();
    }
}
