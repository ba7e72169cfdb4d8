package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.problem.ProblemTexts;

class DiagnosticTextTest {

    @Test
    void unknownFieldLooksAsPromised() {
        String text = """
                {
                  "cluster": {"pools": [ {"gpu": "H100-SXM-80", "cuont": 8} ]},
                  "version": 1, "model": "GPT-3-13B",
                  "workload": {"kind": "training", "sequenceLength": 1, "globalBatch": 8}
                }
                """;
        assertThat(rendered("problems/llama-70b.json", text)).containsExactly("""
                error: unknown field "cuont"
                  --> problems/llama-70b.json:2:49  /cluster/pools/0/cuont
                  |
                2 |   "cluster": {"pools": [ {"gpu": "H100-SXM-80", "cuont": 8} ]},
                  |                                                 ^^^^^^^ did you mean "count"?""");
    }

    @Test
    void valueOutOfRangeNamesFieldValueUnitAndAdvice() {
        String text = ProblemTexts.SMALL.replace("8192", "-4");
        assertThat(rendered("p.json", text)).containsExactly("""
                error: The sequenceLength (-4 tokens) must be at least 1. \
                Maybe count the tokens of one sequence, such as 8192.
                  --> p.json:4:54  /workload/sequenceLength
                  |
                4 |   "workload": {"kind": "training", "sequenceLength": -4, "globalBatch": 256},
                  |                                                      ^^""");
    }

    @Test
    void missingFieldPointsAtItsObject() {
        String text = ProblemTexts.SMALL.replace(", \"count\": 64", "");
        assertThat(rendered("p.json", text)).containsExactly("""
                error: missing field "count"
                  --> p.json:5:25  /cluster/pools/0
                  |
                5 |   "cluster": {"pools": [{"gpu": "H100-SXM-80"}]}
                  |                         ^""");
    }

    @Test
    void syntaxErrorSaysWhatToRemove() {
        assertThat(rendered("p.json", "{\n  \"version\": 1,\n}")).containsExactly("""
                error: not valid JSON: unexpected character ('}' (code 125)): \
                was expecting double-quote to start field name
                  --> p.json:3:1
                  |
                3 | }
                  | ^ remove the comma in front of it""");
    }

    @Test
    void lineNumberWidensTheGutter() {
        String text = "\n".repeat(9) + "{]";
        assertThat(rendered("p.json", text)).singleElement().asString()
                .contains("\n   --> p.json:10:2\n   |\n10 | {]\n   |  ^");
    }

    @Test
    void longLineIsCroppedAroundTheMarker() {
        String text = "{\"version\": 1, \"name\": \"" + "x".repeat(90) + "\", \"modle\": \"Llama-3.1-8B\", \"note\": \""
                + "y".repeat(90) + "\"}";
        String first = rendered("p.json", text).get(2);
        assertThat(first.split("\n")[3]).startsWith("1 | …xxx").endsWith("yyy…").hasSize(4 + 98);
        assertThat(first.split("\n")[4]).isEqualTo("  | " + " ".repeat(41) + "^^^^^^^ did you mean \"model\"?");
    }

    @Test
    void controlCharactersNeverReachTheTerminal() {
        String text = "{\"\\u001b[31m\\u0007\\u202e\": 1, \"\u009b\": 2, \"\u2066\": 3}";
        for (String diagnostic : rendered("evil\u001b[2J.json", text)) {
            assertThat(diagnostic.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2066\\u009b]");
        }
    }

    @Test
    void fileWithoutTextHasNoExcerpt() {
        assertThat(rendered("p.json", "  \n")).containsExactly("""
                error: The file (p.json) must hold a JSON object. Maybe it was not saved; it is empty.
                  --> p.json""");
    }

    @Test
    void windowsLineEndsAreNoPartOfTheLine() {
        String text = ProblemTexts.SMALL.replace("\n", "\r\n").replace("\"version\": 1", "\"version\": 2");
        assertThat(rendered("p.json", text)).singleElement().asString().doesNotContain("\r").contains("p.json:2:14");
    }

    private static List<String> rendered(String name, String text) {
        return ProblemTexts.READER.read(name, text).diagnostics().stream().map(Diagnostic::rendered).toList();
    }
}
