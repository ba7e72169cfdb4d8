package org.shardplan.space;

import java.util.stream.IntStream;

/** Integers that divide a number, ascending. */
final class Divisors {

    private Divisors() {
    }

    static int[] of(int number) {
        return upTo(number, number);
    }

    /** Divisors that do not exceed a limit. */
    static int[] upTo(int number, long limit) {
        return IntStream.concat(
                IntStream.rangeClosed(1, (int) Math.sqrt(number)).filter(d -> number % d == 0),
                IntStream.rangeClosed(1, (int) Math.sqrt(number)).filter(d -> number % d == 0).map(d -> number / d))
                .distinct().filter(d -> d <= limit).sorted().toArray();
    }

    /** Powers of two that do not exceed a limit. */
    static int[] powersOfTwo(long limit) {
        return IntStream.iterate(1, power -> power <= limit && power > 0, power -> power * 2).toArray();
    }
}
