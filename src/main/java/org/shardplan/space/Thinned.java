package org.shardplan.space;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what it is given as long as there is room. Then it keeps only every second, every fourth and so on, so that
 * what is kept is spread evenly over everything that was given.
 */
final class Thinned<T> {

    private final int most;
    private final List<T> kept = new ArrayList<>();
    private long given;
    private long stride = 1;

    Thinned(int most) {
        this.most = most;
    }

    void add(T item) {
        if (given++ % stride == 0) {
            kept.add(item);
        }
        if (kept.size() > most) {
            thin();
        }
    }

    private void thin() {
        int size = (kept.size() + 1) / 2;
        for (int i = 0; i < size; i++) {
            kept.set(i, kept.get(2 * i));
        }
        kept.subList(size, kept.size()).clear();
        stride *= 2;
    }

    /** Whether everything was kept. */
    boolean isWhole() {
        return stride == 1;
    }

    List<T> kept() {
        return List.copyOf(kept);
    }
}
