package org.shardplan.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;

/** One JSON document in the making: two blanks a level, nine digits a number, no member without a value. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final MathContext NINE_DIGITS = new MathContext(9);

    private final JsonGenerator generator;

    private JsonText(Writer text, PrettyPrinter layout) {
        try {
            generator = FACTORY.createGenerator(text).setPrettyPrinter(layout)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The text of an object with these members, with a line feed at its end. */
    public static String of(Consumer<JsonText> members) {
        return of(layout(), members);
    }

    /** The same in one line. */
    public static String line(Consumer<JsonText> members) {
        return of(new MinimalPrettyPrinter(), members);
    }

    /** Writes the same, however large, without keeping it. */
    public static void to(Writer text, Consumer<JsonText> members) {
        write(text, layout(), members);
    }

    private static String of(PrettyPrinter layout, Consumer<JsonText> members) {
        StringWriter text = new StringWriter();
        write(text, layout, members);
        return text.toString();
    }

    private static void write(Writer text, PrettyPrinter layout, Consumer<JsonText> members) {
        JsonText json = new JsonText(text, layout);
        json.object(members);
        json.write(generator -> generator.writeRaw('\n'));
        json.write(JsonGenerator::close);
    }

    private static DefaultPrettyPrinter layout() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER).withObjectEmptySeparator("").withArrayEmptySeparator(""))
                .withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    public void object(Consumer<JsonText> members) {
        write(JsonGenerator::writeStartObject);
        members.accept(this);
        write(JsonGenerator::writeEndObject);
    }

    public void object(String name, Consumer<JsonText> members) {
        write(json -> json.writeFieldName(name));
        object(members);
    }

    public <T> void objects(String name, List<T> items, Consumer<T> members) {
        objects(name, items::forEach, members);
    }

    /** Objects of whatever is shown, one after the other. */
    public <T> void objects(String name, Consumer<Consumer<T>> items, Consumer<T> members) {
        write(json -> json.writeArrayFieldStart(name));
        items.accept(item -> object(ignored -> members.accept(item)));
        write(JsonGenerator::writeEndArray);
    }

    public void texts(String name, List<String> items) {
        write(json -> json.writeArrayFieldStart(name));
        for (String item : items) {
            write(json -> json.writeString(item));
        }
        write(JsonGenerator::writeEndArray);
    }

    public void counts(String name, long[] values) {
        write(json -> {
            json.writeFieldName(name);
            json.writeArray(values, 0, values.length);
        });
    }

    public void text(String name, String value) {
        write(json -> json.writeStringField(name, value));
    }

    /** A value that is JSON already. */
    public void literal(String name, String value) {
        write(json -> {
            json.writeFieldName(name);
            json.writeRawValue(value);
        });
    }

    /** The members of an object that was read. */
    public void members(JsonObject object) {
        object.members().forEach((name, member) -> {
            write(json -> json.writeFieldName(name));
            value(member.value());
        });
    }

    private void value(JsonValue value) {
        if (value instanceof JsonObject object) {
            object(json -> json.members(object));
        } else if (value instanceof JsonArray array) {
            write(JsonGenerator::writeStartArray);
            array.items().forEach(this::value);
            write(JsonGenerator::writeEndArray);
        } else if (value instanceof JsonString string) {
            write(json -> json.writeString(string.text()));
        } else {
            write(json -> json.writeRawValue(value.shown()));
        }
    }

    public void flag(String name, boolean value) {
        write(json -> json.writeBooleanField(name, value));
    }

    public void count(String name, long value) {
        write(json -> json.writeNumberField(name, value));
    }

    /** Left out if it is infinite or not a number. */
    public void number(String name, double value) {
        if (Double.isFinite(value)) {
            write(json -> {
                json.writeFieldName(name);
                json.writeNumber(rounded(value));
            });
        }
    }

    public void number(String name, OptionalDouble value) {
        value.ifPresent(present -> number(name, present));
    }

    private static String rounded(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(NINE_DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 20 ? rounded.toString() : rounded.toPlainString();
    }

    private void write(Step step) {
        try {
            step.write(generator);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Something the generator writes. */
    @FunctionalInterface
    private interface Step {

        void write(JsonGenerator json) throws IOException;
    }
}
