package org.shardplan.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.report.page.BarChart.Bar;
import org.shardplan.report.page.BarChart.Columns;

class BarChartTest {

    private static final BarChart CHART = new BarChart("Memory (GiB)", List.of(
            new Bar("weights", 8, "8.0"), new Bar("gradients", 3, "3.0"), new Bar("buffers", 0.1, "0.1")),
            "11.1", new Columns(10, 8, 5));

    @Test
    void barsAreDrawnToAnEighthOfACharacter() {
        assertThat(CHART.lines(Style.PLAIN)).containsExactly(
                "Memory (GiB)             ",
                "weights    ████████   8.0",
                "gradients  ███        3.0",
                "buffers    ▏          0.1",
                "total                11.1");
    }

    @Test
    void asciiBarsAreDrawnToOneCharacter() {
        assertThat(CHART.lines(new Style(false, false))).containsExactly(
                "Memory (GiB)             ",
                "weights    ########   8.0",
                "gradients  ###        3.0",
                "buffers    .          0.1",
                "total                11.1");
    }
}
