package org.shardplan.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

    private static final Axis NUMBERS = new Axis("a.b", List.of("1", "2"));
    private static final Axis WORDS = new Axis("c", List.of("\"x\"", "\"y\"", "\"z\""));

    @Test
    void theLastFieldChangesFastest() {
        Grid grid = new Grid(List.of(NUMBERS, WORDS));
        assertThat(grid.size()).isEqualTo(6);
        assertThat(grid.shown(0)).containsExactly("1", "x");
        assertThat(grid.shown(1)).containsExactly("1", "y");
        assertThat(grid.shown(5)).containsExactly("2", "z");
    }

    @Test
    void noFieldsAreOneCase() {
        assertThat(new Grid(List.of()).size()).isEqualTo(1);
        assertThat(new Grid(List.of()).values(0)).isEmpty();
    }

    @Test
    void onlyNumbersInOneDirectionHaveAnOrder() {
        assertThat(NUMBERS.isOrdered()).isTrue();
        assertThat(WORDS.isOrdered()).isFalse();
        assertThat(new Axis("a", List.of("3", "2", "1")).isOrdered()).isTrue();
        assertThat(new Axis("a", List.of("1", "3", "2")).isOrdered()).isFalse();
        assertThat(new Axis("a", List.of("1")).isOrdered()).isFalse();
    }
}
