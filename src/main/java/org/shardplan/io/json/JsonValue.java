package org.shardplan.io.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that knows its place in the text. */
public sealed interface JsonValue {

    Place place();

    /** The value as a sentence names it. */
    String shown();

    /** An object; its place is the opening brace. */
    record JsonObject(Place place, Map<String, Member> members) implements JsonValue {

        @Override
        public String shown() {
            return "an object";
        }

        /** This object, completed with the members of another that it does not have itself. */
        public JsonObject over(JsonObject other) {
            Map<String, Member> all = new LinkedHashMap<>(other.members);
            all.putAll(members);
            return new JsonObject(place, all);
        }

        public JsonObject without(List<String> keys) {
            Map<String, Member> rest = new LinkedHashMap<>(members);
            rest.keySet().removeAll(keys);
            return new JsonObject(place, rest);
        }
    }

    /** A key and its value. */
    record Member(Place key, JsonValue value) {
    }

    /** An array; its place is the opening bracket. */
    record JsonArray(Place place, List<JsonValue> items) implements JsonValue {

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** A string, without quotes and escapes. */
    record JsonString(Place place, String text) implements JsonValue {

        @Override
        public String shown() {
            return Sentence.quoted(text);
        }
    }

    /** A number as it was written. */
    record JsonNumber(Place place, String text) implements JsonValue {

        @Override
        public String shown() {
            return text;
        }

        /** The nearest double; infinite if the number is too large. */
        public double value() {
            return Double.parseDouble(text);
        }
    }

    /** True or false. */
    record JsonBoolean(Place place, boolean value) implements JsonValue {

        @Override
        public String shown() {
            return Boolean.toString(value);
        }
    }

    /** Null, which no field accepts. */
    record JsonNull(Place place) implements JsonValue {

        @Override
        public String shown() {
            return "null";
        }
    }
}
