package org.shardplan.io.layout;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.WholeNumber;

/** Settings of a training framework by their full names, and the layout they make step by step. */
final class LaunchSettings {

    private final Map<String, Member> open = new LinkedHashMap<>();
    private final Map<String, Member> layout = new LinkedHashMap<>();
    private final Findings findings;

    LaunchSettings(Findings findings) {
        this.findings = findings;
    }

    /** Adds what was written; the same setting twice is an error. */
    void add(String name, Place key, JsonValue value) {
        if (open.putIfAbsent(name, new Member(key, value)) != null) {
            findings.error(key, "duplicate setting " + Sentence.quoted(name), "");
        }
    }

    /** Takes a setting out; what nobody takes is ignored in the end. "auto" and the like are as good as nothing. */
    Optional<JsonValue> take(String name) {
        Member member = open.remove(name);
        boolean given = member != null
                && !(member.value() instanceof JsonString text && text.text().equals("auto"));
        return given ? Optional.of(member.value()) : Optional.empty();
    }

    /** A number at least so large; anything else is an error. */
    Optional<JsonNumber> number(String name, int least) {
        Optional<JsonValue> value = take(name);
        WholeNumber type = WholeNumber.between(least, 1_000_000_000, "");
        if (value.isPresent() && type.read(new Field(name, value.get(), findings)).isEmpty()) {
            return Optional.empty();
        }
        return value.map(found -> (JsonNumber) found);
    }

    /** A text, lower case, empty if it is not given. */
    String word(String name) {
        Optional<JsonValue> value = take(name);
        return value.isPresent() && value.get() instanceof JsonString text
                ? text.text().toLowerCase(Locale.ROOT) : "";
    }

    /** Whether a switch is given and on. */
    boolean isOn(String name) {
        return take(name).filter(value -> value instanceof JsonBoolean flag && flag.value()).isPresent();
    }

    /** Hands a value on as a decision of the layout. */
    void decide(LayoutKey key, JsonValue value) {
        layout.put(key.label(), new Member(value.place(), value));
    }

    /** The number of a setting as a decision. */
    void decideNumber(LayoutKey key, String name) {
        number(name, 1).ifPresent(value -> decide(key, value));
    }

    void decide(LayoutKey key, long value) {
        decide(key, new JsonNumber(nowhere(), Long.toString(value)));
    }

    void decide(LayoutKey key, boolean value) {
        decide(key, new JsonBoolean(nowhere(), value));
    }

    void decide(LayoutKey key, String value) {
        decide(key, new JsonString(nowhere(), value));
    }

    /** Stage 1 is what layouts mean where they say nothing: it needs no second rank to be allowed. */
    void decideZero(int stage) {
        if (stage != 1) {
            decide(LayoutKey.ZERO_STAGE, stage);
        }
    }

    private static Place nowhere() {
        return new Place(0, 1, Pointer.ROOT);
    }

    /** What was decided so far, or 1. */
    int decided(LayoutKey key) {
        Member member = layout.get(key.label());
        return member != null && member.value() instanceof JsonNumber number ? (int) number.value() : 1;
    }

    /** Complains about a setting that contradicts the problem. */
    void mustBe(String name, int expected, String because) {
        number(name, 1).filter(value -> (int) value.value() != expected).ifPresent(value -> findings.error(
                value.place(), Sentence.must(name, value.text(), "be " + expected + ", " + because, ""), ""));
    }

    /** Complains about the setting as it stands. */
    void reject(JsonValue value, String message) {
        findings.error(value.place(), message, "");
    }

    /** The layout object; names everything that was not understood. */
    JsonObject object() {
        if (!open.isEmpty()) {
            findings.warning("These settings say nothing about a layout and were ignored: "
                    + String.join(", ", open.keySet()) + ".");
        }
        return new JsonObject(new Place(0, 1, Pointer.ROOT), layout);
    }
}
