package org.shardplan.serving.space;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers worth trying: each of the small ones, then in steps of an eighth. */
public final class Counts {

    private static final int EACH = 32;
    private static final int EACH_OF_MANY = 256;
    private static final double STEP = 1.125;
    /** Kept, as thousands of replicas choose from the same numbers. */
    private static final List<Integer> FIRST =
            IntStream.rangeClosed(1, ServingSpace.MOST_SEQUENCES).boxed().toList();

    private Counts() {
    }

    /** From 1 to this number, both included. */
    static List<Integer> upTo(int most) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < most; count = count < EACH ? count + 1 : (int) Math.ceil(count * STEP)) {
            counts.add(count);
        }
        if (most > 0) {
            counts.add(most);
        }
        return counts;
    }

    /** From 1 to this number, each up to 256 and then the multiples of a step. */
    public static List<Integer> inSteps(int most, int step) {
        return step == 1 && most <= FIRST.size() ? FIRST.subList(0, most) : IntStream.rangeClosed(1, most).boxed()
                .filter(count -> count <= EACH_OF_MANY || count % step == 0 || count == most).toList();
    }

    /** Those of these that are so many places from the first, the last included. */
    public static <T> List<T> spread(List<T> all) {
        return upTo(all.size()).stream().map(place -> all.get(place - 1)).toList();
    }

    /** Powers of two up to this number. */
    static List<Integer> powersUpTo(int most) {
        List<Integer> powers = new ArrayList<>();
        for (int power = 1; power <= most; power *= 2) {
            powers.add(power);
        }
        return powers;
    }
}
