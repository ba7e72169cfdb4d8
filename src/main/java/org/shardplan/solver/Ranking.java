package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;

/**
 * The best layouts found so far, at most one for each mesh: variants of one mesh are no alternatives worth reading.
 */
final class Ranking {

    private final int size;
    private final Score worstWanted;
    private final List<Entry> entries = new ArrayList<>();
    private boolean contented;

    /** A ranking that wants nothing better than the first layout it gets. */
    static Ranking ofAny() {
        Ranking any = new Ranking(1);
        any.contented = true;
        return any;
    }

    Ranking(int size) {
        this(size, Score.WORST);
    }

    /** A ranking of layouts that beat this score. */
    Ranking(int size, Score worstWanted) {
        this.size = size;
        this.worstWanted = worstWanted;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** What a layout must beat to enter. */
    Score threshold() {
        if (contented && !entries.isEmpty()) {
            return Score.BEST;
        }
        return entries.size() < size ? worstWanted : entries.get(entries.size() - 1).score();
    }

    void offer(Estimate estimate) {
        Entry entry = new Entry(Score.of(estimate), estimate);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).estimate().layout().mesh().equals(estimate.layout().mesh())) {
                if (entry.score().isBetterThan(entries.get(i).score())) {
                    entries.remove(i);
                    insert(entry);
                }
                return;
            }
        }
        insert(entry);
    }

    Optional<Estimate> best() {
        return entries.stream().findFirst().map(Entry::estimate);
    }

    /** Best first; of equal layouts the one found first, which keeps answers reproducible. */
    List<Estimate> estimates() {
        return entries.stream().map(Entry::estimate).toList();
    }

    private void insert(Entry entry) {
        entries.add(entry);
        entries.sort(Comparator.comparing(Entry::score));
        if (entries.size() > size) {
            entries.remove(entries.size() - 1);
        }
    }

    private record Entry(Score score, Estimate estimate) {
    }
}
