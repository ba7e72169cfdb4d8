package org.shardplan.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void coloursTakeNoRoom() {
        assertThat(Width.of(new Style(true, true).good("optimal"))).isEqualTo(7);
    }

    @Test
    void chineseNamesTakeTwoColumnsForEachCharacter() {
        assertThat(Width.of("模型-7B")).isEqualTo(7);
    }

    @Test
    void accentsOnTopOfLettersTakeNoRoom() {
        assertThat(Width.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void cellsAlignToTheLeftAndToTheRight() {
        assertThat(Width.row(new int[] {6, -5}, "ab", "12")).isEqualTo("ab       12");
        assertThat(Width.row(new int[] {6, -5}, "模型", "12")).isEqualTo("模型     12");
    }
}
