package org.shardplan.io.batch;

import java.util.List;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Sentence;

/**
 * The way along a path as far as a tree has it.
 *
 * @param path the path
 * @param reached the last value on the way
 * @param rest the steps that the tree does not have
 */
record BatchPath(String path, JsonValue reached, List<String> rest) {

    static BatchPath follow(String path, JsonValue root) {
        List<String> rest = List.of(path.split("\\."));
        JsonValue value = root;
        while (!rest.isEmpty()) {
            JsonValue next = step(value, rest.get(0));
            if (next == null) {
                return new BatchPath(path, value, rest);
            }
            value = next;
            rest = rest.subList(1, rest.size());
        }
        return new BatchPath(path, value, rest);
    }

    private static JsonValue step(JsonValue value, String step) {
        if (value instanceof JsonObject object && object.members().containsKey(step)) {
            return object.members().get(step).value();
        }
        boolean index = value instanceof JsonArray && step.matches("[0-9]{1,6}");
        if (index && Integer.parseInt(step) < ((JsonArray) value).items().size()) {
            return ((JsonArray) value).items().get(Integer.parseInt(step));
        }
        return null;
    }

    boolean isThere() {
        return rest.isEmpty();
    }

    /** Whether the missing steps can be added as fields. */
    boolean canGrow() {
        return reached instanceof JsonObject;
    }

    /** What has to follow the opening brace of the last object so that the path leads to this value. */
    String growth(String value) {
        String grown = value;
        for (int index = rest.size() - 1; index >= 0; index--) {
            String member = "\"" + rest.get(index) + "\": " + grown;
            grown = index == 0 ? member : "{" + member + "}";
        }
        return grown + (((JsonObject) reached).members().isEmpty() ? "" : ", ");
    }

    /** Why the path leads nowhere. */
    String obstacle() {
        String before = reached.place().pointer().toString().substring(1).replace('/', '.');
        String advice = reached instanceof JsonArray array
                ? "use an index from 0 to " + (array.items().size() - 1)
                : "end the path at " + before;
        String what = reached instanceof JsonArray array
                ? "a list of " + array.items().size() + (array.items().size() == 1 ? " item" : " items")
                : reached.shown();
        return Sentence.must("--vary path", path, "lead to a field; " + before + " is " + what + " and has no \""
                + rest.get(0) + "\"", advice);
    }
}
