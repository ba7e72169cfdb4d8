package org.shardplan.problem;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Integers a decision may take.
 *
 * @param values ascending; empty means any
 */
public record IntChoice(List<Integer> values) {

    public static final IntChoice ANY = new IntChoice(List.of());

    public IntChoice {
        values = values.stream().distinct().sorted().toList();
    }

    public static IntChoice of(int... values) {
        return new IntChoice(IntStream.of(values).boxed().toList());
    }

    public boolean isAny() {
        return values.isEmpty();
    }

    public boolean admits(int value) {
        return isAny() || values.contains(value);
    }
}
