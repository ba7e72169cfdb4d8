package org.shardplan.io.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAxisTest {

    private static List<String> values(String text) {
        return BatchAxis.parse("field=" + text).values();
    }

    @Test
    void listsHoldNumbersWordsAndJson() {
        assertThat(values("64,128,256")).containsExactly("64", "128", "256");
        assertThat(values("A100-SXM-80, H100-SXM-80")).containsExactly("\"A100-SXM-80\"", "\"H100-SXM-80\"");
        assertThat(values("[1,2],[4]")).containsExactly("[1,2]", "[4]");
        assertThat(values("{\"base\": \"a,b\", \"n\": [1]},true")).containsExactly(
                "{\"base\": \"a,b\", \"n\": [1]}", "true");
        assertThat(values("1e6")).containsExactly("1e6");
    }

    @Test
    void wideRangesHaveEqualRatios() {
        assertThat(values("1e5..1e7:3")).containsExactly("100000", "1000000", "10000000");
        assertThat(values("1e5..1e7:20")).hasSize(20).startsWith("100000", "127400").endsWith("10000000");
    }

    @Test
    void narrowRangesAndThoseThroughZeroHaveEqualSteps() {
        assertThat(values("100..200:3")).containsExactly("100", "150", "200");
        assertThat(values("0..1:5")).containsExactly("0", "0.25", "0.5", "0.75", "1");
        assertThat(values("-1000..1000:3")).containsExactly("-1000", "0", "1000");
    }

    @Test
    void theUserMayChooseTheSteps() {
        assertThat(values("1..1000:4lin")).containsExactly("1", "334", "667", "1000");
        assertThat(values("100..400:3log")).containsExactly("100", "200", "400");
        assertThat(values("3..1:3lin")).containsExactly("3", "2", "1");
    }

    @Test
    void wholeEndsMakeWholeNumbers() {
        assertThat(values("64..100:4")).containsExactly("64", "76", "88", "100");
        assertThat(values("1..2:5")).containsExactly("1", "1.25", "1.5", "1.75", "2");
    }

    @Test
    void manyValuesHaveAsManyDigitsAsTellThemApart() {
        assertThat(values("1e5..1e7:100000")).hasSize(100_000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits.budgetUsd", "=5", "a..b=5", ".a=5", "a=", "a=1,,2", "a=1,1", "a=1..2", "a=1..x:3",
        "a=1..2:1", "a=1..1:5", "a=1..1e999:5", "a=1..2:9999999", "a=-1..5:3log", "a=1..5:3exp", "a b=1"})
    void otherTextIsRejectedInASentence(String text) {
        assertThatThrownBy(() -> BatchAxis.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The --vary (" + text + ") must ");
    }
}
