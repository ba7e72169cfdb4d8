package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServingLayout;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;

/** The best layouts found so far, at most one for each arrangement of shapes: variants of one are no alternatives. */
final class ServingRanking {

    private final int size;
    private final List<Entry> entries = new ArrayList<>();

    ServingRanking(int size) {
        this.size = size;
    }

    /** What a layout must beat to enter. */
    ServingScore threshold() {
        return entries.size() < size ? ServingScore.WORST : entries.get(entries.size() - 1).score();
    }

    void offer(ServingEstimate estimate) {
        Entry entry = new Entry(ServingScore.of(estimate), estimate);
        Optional<Entry> known = entries.stream().filter(each -> each.key().equals(entry.key())).findFirst();
        if (known.isEmpty() || entry.score().isBetterThan(known.get().score())) {
            known.ifPresent(entries::remove);
            entries.add(entry);
            entries.sort(Comparator.comparing(Entry::score));
            entries.subList(Math.min(size, entries.size()), entries.size()).clear();
        }
    }

    Optional<ServingEstimate> best() {
        return entries.stream().findFirst().map(Entry::estimate);
    }

    /** Best first; of equal layouts the one found first, which keeps answers reproducible. */
    List<ServingEstimate> estimates() {
        return entries.stream().map(Entry::estimate).toList();
    }

    private record Entry(ServingScore score, ServingEstimate estimate) {

        /** How the work is shared and what each kind of replica looks like. */
        Key key() {
            return new Key(estimate.layout() instanceof ServingLayout.Disaggregated,
                    estimate.layout().groups().stream().map(group -> new Kind(group.replica().pool(),
                            group.replica().split(), group.replica().formats())).toList());
        }
    }

    private record Key(boolean apart, List<Kind> kinds) {
    }

    private record Kind(int pool, Split split, Formats formats) {
    }
}
