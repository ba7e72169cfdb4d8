package org.shardplan.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Groups of runs that are held out together. */
final class Folds {

    static final int MOST = 10;

    private Folds() {
    }

    /**
     * Groups dealt out like cards, so that runs with the same key are never on both sides.
     *
     * @param key what must stay together
     * @param most folds at most
     */
    static List<List<MeasuredRun>> of(List<MeasuredRun> runs, Function<MeasuredRun, ?> key, int most) {
        Map<Object, Integer> dealt = new LinkedHashMap<>();
        List<List<MeasuredRun>> folds = new ArrayList<>();
        for (MeasuredRun run : runs) {
            int fold = dealt.computeIfAbsent(key.apply(run), any -> dealt.size() % most);
            while (folds.size() <= fold) {
                folds.add(new ArrayList<>());
            }
            folds.get(fold).add(run);
        }
        return folds;
    }

    /** All runs but one fold's. */
    static List<MeasuredRun> without(List<MeasuredRun> held, List<List<MeasuredRun>> folds) {
        return folds.stream().filter(fold -> fold != held).flatMap(List::stream).toList();
    }
}
