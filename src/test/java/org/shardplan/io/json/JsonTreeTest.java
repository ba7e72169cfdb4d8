package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;

class JsonTreeTest {

    @Test
    void everyValueKnowsItsPlaceAndPointer() {
        String text = "{ \"a/b\" : [ 1.5e3 , \"x\\\"y\" ] }";
        JsonObject root = (JsonObject) parse(text);
        Member member = root.members().get("a/b");
        JsonArray array = (JsonArray) member.value();
        assertThat(cut(text, member.key())).isEqualTo("\"a/b\"");
        assertThat(cut(text, array.items().get(0).place())).isEqualTo("1.5e3");
        assertThat(cut(text, array.items().get(1).place())).isEqualTo("\"x\\\"y\"");
        assertThat(array.items().get(1).place().pointer()).hasToString("/a~1b/1");
    }

    @Test
    void numbersKeepTheirDigits() {
        JsonNumber number = (JsonNumber) parse("1.0E+12");
        assertThat(number.text()).isEqualTo("1.0E+12");
        assertThat(number.value()).isEqualTo(1e12);
    }

    @Test
    void duplicateKeysAreAllReported() {
        assertThat(errors("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}"))
                .containsExactly("duplicate field \"c\"", "duplicate field \"a\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1            | the file ends too early
            {"a": "x           | the file ends too early
            {'a': 1}           | unexpected character
            {"a" 1}            | was expecting a colon
            {"a": 1 "b": 2}    | was expecting comma
            {"a": 01}          | leading zeroes not allowed
            {"a": 1.}          | decimal point not followed by a digit
            {"a": NaN}         | non-standard token 'NaN'
            {"a": tru}         | unrecognized token 'tru'
            {"a": "\\q"}       | unrecognized character escape
            # comment          | unexpected character
            {} {}              | something follows the end
            <html>             | unexpected character
            ]                  | unexpected close marker
            """)
    void textThatIsNoJsonIsOneError(String text, String reason) {
        assertThat(errors(text)).singleElement().asString().startsWith("not valid JSON").containsIgnoringCase(reason);
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        assertThat(errors("[".repeat(1_000_000))).singleElement().asString().startsWith("too large: document nesting");
    }

    @Test
    void nestingUpToTheLimitIsFine() {
        int depth = JsonTree.DEEPEST_NESTING;
        assertThat(errors("[".repeat(depth) + "]".repeat(depth))).isEmpty();
    }

    @Test
    void longNumberIsAnError() {
        assertThat(errors("[" + "9".repeat(100_000) + "]")).singleElement().asString().startsWith("too large: number");
    }

    @Test
    void millionsOfValuesAreAnError() {
        String text = "[" + "1,".repeat(1_500_000) + "1]";
        assertThat(errors(text)).singleElement().asString().startsWith("too large: token");
    }

    private static JsonValue parse(String text) {
        return JsonTree.parse(new Source("t", text), new Findings(new Source("t", text))).orElseThrow();
    }

    private static List<String> errors(String text) {
        Source source = new Source("t", text);
        Findings findings = new Findings(source);
        JsonTree.parse(source, findings);
        return findings.conclude().stream().map(Diagnostic::message).toList();
    }

    private static String cut(String text, Place place) {
        return text.substring(place.offset(), place.offset() + place.length());
    }
}
