package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.layout.Named;

/**
 * One of a few values, each with a label.
 *
 * @param labels what the file says
 * @param values what it means, in the same order
 */
public record Choice<T>(List<String> labels, List<T> values) implements FieldType<T> {

    public static <T extends Named> Choice<T> of(T[] values) {
        List<String> labels = new ArrayList<>();
        for (T value : values) {
            labels.add(value.label());
        }
        return new Choice<>(labels, List.of(values));
    }

    /** A choice of words that mean themselves. */
    public static Choice<String> of(List<String> words) {
        return new Choice<>(words, words);
    }

    @Override
    public Optional<T> read(Field field) {
        String text = field.value() instanceof JsonString string ? string.text() : "";
        int index = labels.indexOf(text);
        if (index >= 0) {
            return Optional.of(values.get(index));
        }
        String demand = labels.size() == 1 ? "be " + labels.get(0) : "be one of " + String.join(", ", labels);
        return field.reject(
                Sentence.must(field.name(), field.value().shown(), demand, ""), Spelling.didYouMean(text, labels));
    }

    @Override
    public T standIn() {
        return values.get(0);
    }
}
