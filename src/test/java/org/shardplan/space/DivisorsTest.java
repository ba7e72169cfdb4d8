package org.shardplan.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivisorsTest {

    @Test
    void divisorsAreAllThatDivideInAscendingOrder() {
        for (int number = 1; number <= 500; number++) {
            int all = number;
            assertThat(Divisors.of(number)).containsExactly(
                    IntStream.rangeClosed(1, number).filter(divisor -> all % divisor == 0).toArray());
        }
    }

    @Test
    void divisorsOfTheLargestIntegerAreFound() {
        assertThat(Divisors.of(Integer.MAX_VALUE)).containsExactly(1, Integer.MAX_VALUE);
    }

    @Test
    void divisorsStopAtTheirLimit() {
        assertThat(Divisors.upTo(96, 8)).containsExactly(1, 2, 3, 4, 6, 8);
    }

    @Test
    void powersOfTwoStopAtTheirLimitAndBeforeTheyOverflow() {
        assertThat(Divisors.powersOfTwo(9)).containsExactly(1, 2, 4, 8);
        assertThat(Divisors.powersOfTwo(Long.MAX_VALUE)).hasSize(31);
    }
}
