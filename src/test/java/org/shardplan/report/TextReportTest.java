package org.shardplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shardplan.TestAnswers;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;

class TextReportTest {

    private static final List<String> NEXT = List.of("shardplan solve small.json");

    private static TextReport report(boolean colour, boolean unicode) {
        return new TextReport(new Style(colour, unicode), Depth.BRIEF);
    }

    private static Stream<String> all(TextReport report) {
        return Stream.of(
                report.of(TestAnswers.feasible(), NEXT),
                report.of(TestAnswers.unproved(), NEXT),
                report.of(TestAnswers.infeasible(), NEXT),
                report.of(TestAnswers.unknown(), NEXT),
                report.of(TestAnswers.explanation("tp=8"), NEXT),
                report.of(TestAnswers.explanation("tp=3,pp=2,dp=1"), NEXT));
    }

    @Test
    void anAnswerReadsAsItDidWhenItWasFoundGood() {
        GoldenFile.assertSame("answer.txt", report(false, true).of(TestAnswers.feasible(), NEXT));
    }

    @Test
    void anAnswerIsDrawnWithAsciiWhereThereIsNothingElse() {
        String text = report(false, false).of(TestAnswers.feasible(), NEXT);
        GoldenFile.assertSame("answer-ascii.txt", text);
        assertThat(text).isASCII();
    }

    @Test
    void aQuestionWithoutAnswerNamesTheNearestMissInNumbers() {
        GoldenFile.assertSame("infeasible.txt", report(false, true).of(TestAnswers.infeasible(), NEXT));
    }

    @Test
    void anExplanationNamesEveryBrokenRule() {
        String text = report(false, true).of(TestAnswers.explanation("tp=3,pp=2,dp=1"), NEXT);
        GoldenFile.assertSame("explanation.txt", text);
    }

    @Test
    void anAnswerThatIsNotProvedSaysSoAndNamesTheGap() {
        assertThat(report(false, true).of(TestAnswers.unproved(), NEXT))
                .contains("Not proved", "at most 3.3 % from the optimum", "1,234 evaluated")
                .doesNotContain("optimal", "the rest bounded");
    }

    @Test
    void aSearchThatFoundNothingInTimeSaysSoAndClaimsNoMore() {
        assertThat(report(false, true).of(TestAnswers.unknown(), NEXT))
                .contains("No feasible layout found.", "ended early", "at least 150,696 well-formed layouts")
                .doesNotContain("Proved", "No layout is feasible");
    }

    @Test
    void noLineIsWiderThanThePage() {
        assertThat(all(report(false, true)).flatMap(String::lines))
                .allSatisfy(line -> assertThat(Width.of(line)).as(line).isLessThanOrEqualTo(Page.WIDTH));
    }

    @Test
    void coloursChangeNothingButColours() {
        List<String> plain = all(report(false, true)).toList();
        List<String> coloured = all(report(true, true)).map(text -> text.replaceAll("\u001B\\[[0-9;]*m", "")).toList();
        assertThat(coloured.stream().map(text -> text.replaceAll(" +\n", "\n"))).isEqualTo(plain);
    }

    @Test
    void noPageHasTwoEmptyLinesInARowOrBlanksAtTheEndOfALine() {
        assertThat(all(report(false, true))).allSatisfy(
                text -> assertThat(text).doesNotContain("\n\n\n").doesNotContain(" \n").endsWith("\n"));
    }

    @Test
    void aReportIsTheSameInEveryCountry() {
        Locale usual = Locale.getDefault();
        String here = report(false, true).of(TestAnswers.feasible(), NEXT);
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(report(false, true).of(TestAnswers.feasible(), NEXT)).isEqualTo(here);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
