package org.shardplan.io.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Source;

/**
 * Turns {@code tp=4,replicas=2} into the object a file would hold, so that both are read alike. {@code prefill.} and
 * {@code decode.} in front of keys tell groups apart, as does {@code +} between groups of replicas that do the same;
 * keys without either hold for all groups.
 */
final class ServingLayoutParser {

    private static final List<String> SIDES = List.of("prefill", "decode");

    private final Source source;
    private final Findings findings;
    private final Map<String, Map<String, Member>> sections = new LinkedHashMap<>();

    ServingLayoutParser(Source source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    JsonObject object() {
        parse();
        return assembled();
    }

    /** The groups of a text one by one, where they are the stages of one pipeline. */
    List<JsonObject> stages() {
        parse();
        if (SIDES.stream().anyMatch(sections::containsKey)) {
            findings.error("The stages of a pipeline work off prompts and answers alike. Maybe leave out prefill. and "
                    + "decode. in front of keys.");
        }
        return sections.keySet().stream().map(this::section).toList();
    }

    private void parse() {
        String text = source.text();
        int section = 0;
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            char symbol = end < text.length() ? text.charAt(end) : ',';
            if (symbol == ',' || symbol == '+') {
                part(start, end, Integer.toString(section));
                section += symbol == '+' ? 1 : 0;
                start = end + 1;
            }
        }
    }

    private void part(int start, int end, String section) {
        String part = source.text().substring(start, end).strip();
        Place place = new Place(start, Math.max(1, end - start), Pointer.ROOT);
        int equals = part.indexOf('=');
        if (equals < 0) {
            findings.error(place, Sentence.must("part", Sentence.quoted(part), "read key=value", "tp=8"), "");
            return;
        }
        String key = part.substring(0, equals).strip();
        String side = SIDES.stream().filter(each -> key.startsWith(each + ".")).findFirst().orElse("");
        String plain = side.isEmpty() ? key : key.substring(side.length() + 1);
        String name = ServingLayoutKey.find(plain).map(ServingLayoutKey::label).orElse(plain);
        put(side.isEmpty() ? section : side, name, new Member(place, value(part.substring(equals + 1).strip(), place)));
    }

    private void put(String section, String name, Member member) {
        Map<String, Member> members = sections.computeIfAbsent(section, ignored -> new LinkedHashMap<>());
        if (members.putIfAbsent(name, member) != null) {
            findings.error(member.key(), "duplicate field " + Sentence.quoted(name), "");
        }
    }

    private static JsonValue value(String text, Place place) {
        return Numbers.isNumber(text) ? new JsonNumber(place, text) : new JsonString(place, text);
    }

    private JsonObject assembled() {
        if (SIDES.stream().anyMatch(sections::containsKey)) {
            Map<String, Member> sides = new LinkedHashMap<>();
            SIDES.forEach(side -> sides.put(side, member(section(side).over(section("0")))));
            return object(sides);
        }
        if (sections.size() <= 1) {
            return section("0");
        }
        List<JsonValue> groups = new ArrayList<>();
        sections.keySet().forEach(name -> groups.add(section(name)));
        return object(Map.of("groups", member(new JsonArray(everything(), groups))));
    }

    private JsonObject section(String name) {
        return object(sections.getOrDefault(name, Map.of()));
    }

    private JsonObject object(Map<String, Member> members) {
        return new JsonObject(everything(), members);
    }

    private Member member(JsonValue value) {
        return new Member(everything(), value);
    }

    Place everything() {
        return new Place(0, Math.max(1, source.text().length()), Pointer.ROOT);
    }
}
