package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides the layers of a group of stages so that the busiest has as few as possible. Time depends on the sum and on
 * the most that one of them has, so no other division is faster.
 *
 * @param stages how many
 * @param ends those of them that are the first or the last of the pipeline, at most all
 * @param most layers a stage in between can hold
 * @param mostOfEnd layers the first or the last can hold
 */
record LayerSplit(int stages, int ends, int most, int mostOfEnd) {

    /** Layers of each stage, those of the ends first; empty if so many do not fit or are too few. */
    Optional<List<Integer>> of(int layers) {
        int highest = Math.max(most, mostOfEnd);
        int busiest = 1;
        while (busiest <= highest && held(busiest) < layers) {
            busiest++;
        }
        boolean isOpen = layers >= stages && busiest <= highest && held(1) == stages;
        return isOpen ? Optional.of(divided(layers, busiest)) : Optional.empty();
    }

    /** Layers that all stages hold together, none of them more than so many. */
    private int held(int busiest) {
        return ends * Math.min(busiest, mostOfEnd) + (stages - ends) * Math.min(busiest, most);
    }

    private List<Integer> divided(int layers, int busiest) {
        int surplus = held(busiest) - layers;
        List<Integer> divided = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            int full = Math.min(busiest, stage < ends ? mostOfEnd : most);
            boolean isSpared = surplus > 0 && full == busiest;
            divided.add(isSpared ? full - 1 : full);
            surplus -= isSpared ? 1 : 0;
        }
        return divided;
    }
}
