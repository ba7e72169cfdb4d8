package org.shardplan.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void membersStandOnLinesOfTheirOwnTwoBlanksDeeper() {
        String text = JsonText.of(json -> {
            json.text("name", "a");
            json.objects("items", List.of(1, 2), item -> json.count("item", item));
            json.texts("none", List.of());
        });
        assertThat(text).isEqualTo("""
                {
                  "name": "a",
                  "items": [
                    {
                      "item": 1
                    },
                    {
                      "item": 2
                    }
                  ],
                  "none": []
                }
                """);
    }

    @Test
    void numbersHaveNineDigitsAndNoExponent() {
        String text = JsonText.of(json -> {
            json.number("third", 1 / 3.0);
            json.number("whole", 100.0);
            json.number("large", 1.23456789012e12);
            json.number("tiny", 1e-7);
        });
        assertThat(text).contains("\"third\": 0.333333333,", "\"whole\": 100,", "\"large\": 1234567890000,",
                "\"tiny\": 0.0000001\n");
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        String text = JsonText.of(json -> {
            json.number("nan", Double.NaN);
            json.number("infinite", Double.POSITIVE_INFINITY);
            json.number("empty", OptionalDouble.empty());
        });
        assertThat(text).isEqualTo("{}\n");
    }

    @Test
    void stringsAreEscaped() {
        assertThat(JsonText.of(json -> json.text("name", "\"\n\u0001模"))).contains("\"\\\"\\n\\u0001模\"");
    }
}
