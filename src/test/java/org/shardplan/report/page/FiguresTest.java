package org.shardplan.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | 0", "1 | 1.00", "18.94 | 18.9", "999.6 | 1,000", "12345 | 12,300", "0.0123 | 0.0123", "1e-9 | 1.0e-09",
        "NaN | unknown"})
    void numbersHaveThreeDigitsThatMatter(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "18.94 | 18.9 s", "0.842 | 842 ms", "0.0000123 | 12.3 µs", "300 | 5.00 minutes", "7200 | 2.00 hours",
        "4.5e6 | 52.1 days", "1e9 | 31.7 years",
        "NaN | unknown"})
    void durationsHaveTheUnitThatFits(double seconds, String text) {
        assertThat(Figures.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "146.6 | $146.60", "0 | $0.00", "0.0031 | $0.00310", "184321 | $184,000", "1840000 | $1.84 million",
        "7.37e9 | $7.37 billion", "NaN | unknown", "Infinity | unknown"})
    void moneyIsRoundedToWhatTheModelKnows(double usd, String text) {
        assertThat(Figures.usd(usd)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "300e9 | 300 billion", "15.6e12 | 15.6 trillion", "1e12 | 1 trillion", "47700 | 47,700",
        "2e15 | 2,000 trillion"})
    void largeNumbersHaveNames(double value, String text) {
        assertThat(Figures.scaled(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.5 | 500 Wh", "285 | 285 kWh", "22400 | 22.4 MWh", "3.72e6 | 3.72 GWh"})
    void energyHasTheUnitThatFits(double kilowattHours, String text) {
        assertThat(Figures.energy(kilowattHours)).isEqualTo(text);
    }

    @Test
    void oneThingIsSingular() {
        assertThat(Figures.count(1, "rule", "rules")).isEqualTo("1 rule");
        assertThat(Figures.count(27_401, "layout", "layouts")).isEqualTo("27,401 layouts");
    }
}
