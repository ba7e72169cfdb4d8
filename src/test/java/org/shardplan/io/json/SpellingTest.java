package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void swappedNeighboursAreOneMistake() {
        assertThat(Spelling.distance("cuont", "count")).isEqualTo(1);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void capitalsAreNoMistake() {
        assertThat(Spelling.nearest("BF16", List.of("fp8", "bf16"))).isEqualTo("bf16");
    }

    @Test
    void farWordsAreNotSuggested() {
        assertThat(Spelling.didYouMean("banana", List.of("count", "gpu"))).isEmpty();
    }

    @Test
    void partOfANameSuggestsUpToThreeNames() {
        List<String> names = List.of("A100-SXM-80", "H100-SXM-80", "H100-PCIe-80", "H100-NVL-94", "GH100");
        assertThat(Spelling.didYouMeanName("h100", names))
                .isEqualTo("did you mean \"H100-SXM-80\", \"H100-PCIe-80\" or \"H100-NVL-94\"?");
    }

    @Test
    void hugeWordsCostNothing() {
        assertThat(Spelling.nearest("x".repeat(1_000_000), List.of("count"))).isEmpty();
    }
}
