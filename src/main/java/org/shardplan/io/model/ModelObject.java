package org.shardplan.io.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Place;

/** A model's object in the making; what is copied keeps its place in the file it comes from. */
final class ModelObject {

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Place place;

    private ModelObject(Place place) {
        this.place = place;
    }

    ModelObject(String name, Place place) {
        this(place);
        text("name", name);
    }

    /** An empty object at the same place. */
    ModelObject nested() {
        return new ModelObject(place);
    }

    void value(String name, JsonValue value) {
        members.put(name, new Member(value.place(), value));
    }

    void number(String name, long value) {
        value(name, new JsonNumber(place, Long.toString(value)));
    }

    void decimal(String name, double value) {
        value(name, new JsonNumber(place, Double.toString(value)));
    }

    void flag(String name, boolean value) {
        value(name, new JsonBoolean(place, value));
    }

    void text(String name, String value) {
        value(name, new JsonString(place, value));
    }

    /** A list, unless it is empty. */
    void texts(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            value(name, new JsonArray(place,
                    values.stream().map(value -> (JsonValue) new JsonString(place, value)).toList()));
        }
    }

    void object(String name, JsonObject value) {
        value(name, value);
    }

    /** A number written before, 0 if there is none. */
    double number(String name) {
        Member member = members.get(name);
        return member != null && member.value() instanceof JsonNumber number ? number.value() : 0;
    }

    JsonObject object() {
        return new JsonObject(place, members);
    }
}
