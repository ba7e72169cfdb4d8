package org.shardplan.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {

    private static Thinned<Integer> of(int most, int items) {
        Thinned<Integer> thinned = new Thinned<>(most);
        IntStream.range(0, items).forEach(thinned::add);
        return thinned;
    }

    @Test
    void everythingIsKeptWhileThereIsRoom() {
        assertThat(of(5, 5).kept()).containsExactly(0, 1, 2, 3, 4);
        assertThat(of(5, 5).isWhole()).isTrue();
    }

    @Test
    void whatIsKeptIsSpreadEvenlyOverWhatWasGiven() {
        assertThat(of(5, 6).kept()).containsExactly(0, 2, 4);
        assertThat(of(5, 20).kept()).containsExactly(0, 4, 8, 12, 16);
        assertThat(of(5, 20).isWhole()).isFalse();
    }
}
