package org.shardplan.io.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Source;

/** Turns {@code key=value,…} into the object a file would hold, so that both are read alike. */
final class LayoutParser {

    private final Source source;
    private final Findings findings;
    private final Map<String, Member> members = new LinkedHashMap<>();

    LayoutParser(Source source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    JsonObject object() {
        return object(0, source.text().length());
    }

    /** What a stretch of the text says. */
    JsonObject object(int from, int to) {
        int start = from;
        while (start <= to) {
            int comma = source.text().indexOf(',', start);
            int end = comma < 0 || comma > to ? to : comma;
            part(start, end);
            start = end + 1;
        }
        return new JsonObject(new Place(from, Math.max(1, to - from), Pointer.ROOT), members);
    }

    private void part(int start, int end) {
        Place whole = trimmed(start, end);
        int equals = source.text().indexOf('=', start);
        if (equals < 0 || equals >= end) {
            findings.error(whole, Sentence.must("part", Sentence.quoted(text(whole)), "read key=value", "tp=8"), "");
            return;
        }
        Place key = trimmed(start, equals);
        Place value = trimmed(equals + 1, end);
        Optional<LayoutKey> known = LayoutKey.find(text(key));
        String name = known.isPresent() ? known.get().label() : text(key);
        JsonValue read = known.isPresent() ? value(known.get().kind(), value) : new JsonString(value, text(value));
        if (members.putIfAbsent(name, new Member(key, read)) != null) {
            findings.error(key, "duplicate field " + Sentence.quoted(name), "");
        }
    }

    private JsonValue value(LayoutKey.Kind kind, Place place) {
        String text = text(place);
        return switch (kind) {
            case WORD -> new JsonString(place, text);
            case NUMBER -> Numbers.isNumber(text) ? new JsonNumber(place, text) : new JsonString(place, text);
            case FLAG -> flag(place, text);
        };
    }

    private static JsonValue flag(Place place, String text) {
        return switch (text) {
            case "true", "yes" -> new JsonBoolean(place, true);
            case "false", "no" -> new JsonBoolean(place, false);
            default -> new JsonString(place, text);
        };
    }

    private String text(Place place) {
        return source.text().substring(place.offset(), place.offset() + place.length());
    }

    /** The stretch without blanks around it. */
    private Place trimmed(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(source.text().charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(source.text().charAt(to - 1))) {
            to--;
        }
        return new Place(from, to - from, Pointer.ROOT);
    }
}
