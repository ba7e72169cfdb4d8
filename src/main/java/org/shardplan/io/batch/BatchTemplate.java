package org.shardplan.io.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.batch.Axis;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.SourceFile;

/**
 * The text of a problem file with gaps where its varied values stand. Values go into the text rather than into the
 * tree, so
 * that diagnostics show them in their place.
 */
final class BatchTemplate {

    private final String text;
    private final List<Gap> gaps;

    private BatchTemplate(String text, List<Gap> gaps) {
        this.text = text;
        this.gaps = gaps;
    }

    /** A stretch of the text that a value replaces. */
    private record Gap(int axis, int start, int end) {
    }

    /** A template, or why there is none; neither if the file is no JSON object. */
    record Result(Optional<BatchTemplate> template, Optional<String> obstacle) {
    }

    static Result of(Path file, List<Axis> axes) {
        Optional<String> text = SourceFile.read(file, new Findings(new Source(file.toString(), "")))
                .map(read -> read.startsWith("\uFEFF") ? read.substring(1) : read);
        return text.isPresent() && root(text.get()).isPresent()
                ? of(text.get(), axes)
                : new Result(Optional.empty(), Optional.empty());
    }

    static Result of(String text, List<Axis> axes) {
        String grown = text;
        for (Axis axis : axes) {
            BatchPath path = BatchPath.follow(axis.path(), root(grown).orElseThrow());
            if (!path.isThere() && !path.canGrow()) {
                return new Result(Optional.empty(), Optional.of(path.obstacle()));
            }
            if (!path.isThere()) {
                int brace = path.reached().place().offset() + 1;
                grown = grown.substring(0, brace) + path.growth("null") + grown.substring(brace);
            }
        }
        return new Result(Optional.of(new BatchTemplate(grown, gaps(grown, axes))), Optional.empty());
    }

    private static Optional<JsonObject> root(String text) {
        return JsonTree.parse(new Source("", text), new Findings(new Source("", text)))
                .filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static List<Gap> gaps(String text, List<Axis> axes) {
        JsonObject root = root(text).orElseThrow();
        List<Gap> gaps = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            JsonValue value = BatchPath.follow(axes.get(axis).path(), root).reached();
            gaps.add(new Gap(axis, value.place().offset(), end(text, value)));
        }
        gaps.sort(Comparator.comparingInt(Gap::start));
        return gaps;
    }

    private static int end(String text, JsonValue value) {
        Place place = value.place();
        return value instanceof JsonObject || value instanceof JsonArray
                ? closing(text, place.offset())
                : place.offset() + place.length();
    }

    /** Behind the bracket that closes the one here. */
    private static int closing(String text, int opening) {
        int depth = 0;
        boolean quoted = false;
        for (int index = opening; index < text.length(); index++) {
            char symbol = text.charAt(index);
            if (quoted && symbol == '\\') {
                index++;
            } else if (symbol == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += symbol == '{' || symbol == '[' ? 1 : symbol == '}' || symbol == ']' ? -1 : 0;
                if (depth == 0) {
                    return index + 1;
                }
            }
        }
        throw new IllegalStateException("Every bracket of a JSON text is closed.");
    }

    /** The text with these values, one for each axis. */
    String filled(List<String> values) {
        StringBuilder filled = new StringBuilder(text.length() + 64);
        int from = 0;
        for (Gap gap : gaps) {
            filled.append(text, from, gap.start()).append(values.get(gap.axis()));
            from = gap.end();
        }
        return filled.append(text, from, text.length()).toString();
    }
}
