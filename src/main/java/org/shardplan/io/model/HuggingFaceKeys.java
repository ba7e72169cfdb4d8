package org.shardplan.io.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNull;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Sentence;

/**
 * The fields of a {@code config.json}, each under any of the names it goes by; null is as good as nothing.
 *
 * @param object the fields
 * @param findings where complaints go
 */
public record HuggingFaceKeys(JsonObject object, Findings findings) {

    /** The value of the first of these names that the file has. */
    Optional<JsonValue> value(String... names) {
        for (String name : names) {
            Member member = object.members().get(name);
            if (member != null && !(member.value() instanceof JsonNull)) {
                return Optional.of(member.value());
            }
        }
        return Optional.empty();
    }

    /** A number that is not negative; anything else is an error. */
    Optional<JsonNumber> number(String... names) {
        return value(names).flatMap(value -> {
            boolean sound = value instanceof JsonNumber number && number.value() >= 0;
            if (!sound) {
                reject(value, Sentence.must(names[0], value.shown(), "be a number of at least 0", ""));
            }
            return sound ? Optional.of((JsonNumber) value) : Optional.empty();
        });
    }

    /** The number, or what takes its place. */
    double number(double fallback, String... names) {
        return number(names).map(JsonNumber::value).orElse(fallback);
    }

    boolean flag(boolean fallback, String... names) {
        return value(names).map(value -> {
            if (!(value instanceof JsonBoolean)) {
                reject(value, Sentence.must(names[0], value.shown(), "be true or false", ""));
            }
            return value instanceof JsonBoolean flag && flag.value();
        }).orElse(fallback);
    }

    /** Reports that the file must have the field, under one of its names. */
    void missing(String... names) {
        findings.error(object.place(), "missing field \"" + String.join("\" or \"", names) + "\"", "");
    }

    /** Reports something no model can express. */
    void reject(String name, String message) {
        reject(object.members().get(name).value(), message);
    }

    void reject(JsonValue value, String message) {
        findings.error(value.place(), message, "");
    }

    /** These fields, completed with one of another object. */
    HuggingFaceKeys with(String name, JsonObject other) {
        Map<String, Member> members = new LinkedHashMap<>(object.members());
        Member member = other.members().get(name);
        if (member != null) {
            members.putIfAbsent(name, member);
        }
        return new HuggingFaceKeys(new JsonObject(object.place(), members), findings);
    }
}
