package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.json.Diagnostic;

/** Whatever a file says, the answer is a problem or an error with its place, never an exception. */
class ProblemFuzzTest {

    private static final String TEXT = ProblemTexts.WHOLE;

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "{", "]", "-", "0", "9e99", "null", "\u0000", "\uD800", "é", ","})
    void everyCharacterMayBeReplaced(String replacement) {
        for (int index = 0; index < TEXT.length(); index++) {
            assertAnswered(TEXT.substring(0, index) + replacement + TEXT.substring(index + 1));
        }
    }

    @Test
    void textMayEndAnywhere() {
        for (int index = 0; index < TEXT.length(); index++) {
            assertAnswered(TEXT.substring(0, index));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-1", "0", "1e18", "1e400", "0.5", "\"\"", "\"x\"", "[]", "[[]]", "{}"})
    void everyNumberAndWordMayBeReplaced(String replacement) {
        for (String word : TEXT.split("[\\s:,\\[\\]{}]+")) {
            assertAnswered(TEXT.replace(word, replacement));
        }
    }

    private static void assertAnswered(String text) {
        ProblemFile file = ProblemTexts.READER.read("p.json", text);
        assertThat(file.problem().isPresent() || file.diagnostics().stream().anyMatch(Diagnostic::isError))
                .as(text).isTrue();
        assertThat(file.diagnostics()).allSatisfy(diagnostic -> assertThat(diagnostic.rendered()).isNotBlank());
    }
}
