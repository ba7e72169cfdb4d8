package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;

/**
 * The fields of one JSON object, asked for by name. It remembers what was asked for: whatever else the object has is
 * unknown and reported in the end. A required field that is missing is not reported if an unknown one looks like it.
 */
public final class Fields {

    private static final int MOST_LISTED = 12;

    private final JsonObject object;
    private final Findings findings;
    private final int errorsBefore;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();
    private boolean openEnded;

    private Fields(JsonObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
        this.errorsBefore = findings.errors();
    }

    public static Fields of(JsonObject object, Findings findings) {
        Fields fields = new Fields(object, findings);
        findings.opened(fields);
        return fields;
    }

    /** No fields, and nobody listens to complaints about that. */
    public static Fields none() {
        return of(new JsonObject(new Place(0, 0, Pointer.ROOT), Map.of()), new Findings(new Source("", "")));
    }

    /** The object as it was read. */
    public JsonObject object() {
        return object;
    }

    public <T> T required(String name, FieldType<T> type) {
        Optional<T> value = optional(name, type);
        if (!object.members().containsKey(name)) {
            missing.add(name);
            findings.expectError();
        }
        return value.isPresent() ? value.get() : type.standIn();
    }

    public <T> T optional(String name, FieldType<T> type, T fallback) {
        Optional<T> value = optional(name, type);
        return value.isPresent() ? value.get() : fallback;
    }

    public <T> Optional<T> optional(String name, FieldType<T> type) {
        asked.add(name);
        Member member = object.members().get(name);
        return member == null ? Optional.empty() : type.read(new Field(name, member.value(), findings));
    }

    public OptionalDouble optionalNumber(String name, Decimal type) {
        Optional<Double> value = optional(name, type);
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    public OptionalInt optionalNumber(String name, WholeNumber type) {
        Optional<Integer> value = optional(name, type);
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    /** Whether nothing was wrong since this object was opened, so that its values may be compared with each other. */
    public boolean isSound() {
        return findings.errors() == errorsBefore;
    }

    /** A field the object has. */
    public Field field(String name) {
        return new Field(name, object.members().get(name).value(), findings);
    }

    /** Reports a value that is fine by itself but not among the others. */
    public void reject(String name, String demand, String advice) {
        field(name).must(demand, advice);
    }

    /** Reports those of these fields that are there: each is known, but has no place in a problem of this kind. */
    public void rejectAny(List<String> names, String demand) {
        for (String name : names) {
            if (has(name)) {
                asked.add(name);
                reject(name, demand, "");
            }
        }
    }

    /** Says something about a value that can be used all the same. */
    public void warn(String name, String sentence) {
        findings.warning(object.members().get(name).value().place(), sentence);
    }

    /** Reports the object as a whole. */
    public void reject(String message) {
        findings.error(object.place(), message, "");
    }

    /** Accepts whatever else the object has. */
    public void acceptOthers() {
        openEnded = true;
    }

    /** The names asked for, in that order. */
    public Set<String> asked() {
        return asked;
    }

    /** Reports unknown and missing fields, once everything known was asked for. */
    void reportLeftovers() {
        if (!openEnded) {
            reportUnknown();
        }
        for (String name : missing) {
            findings.error(object.place(), "missing field " + Sentence.quoted(name), "");
        }
    }

    private void reportUnknown() {
        List<String> candidates = new ArrayList<>(asked);
        candidates.removeAll(object.members().keySet());
        for (Map.Entry<String, Member> member : object.members().entrySet()) {
            if (!asked.contains(member.getKey())) {
                reportUnknown(member.getKey(), member.getValue().key(), candidates);
            }
        }
    }

    private void reportUnknown(String name, Place place, List<String> candidates) {
        if (findings.isFull()) {
            findings.error(place, "unknown field", "");
            return;
        }
        String absent = Spelling.nearest(name, candidates);
        String nearest = absent.isEmpty() ? Spelling.nearest(name, asked) : absent;
        String suggestion = nearest.isEmpty() ? known() : "did you mean \"" + nearest + "\"?";
        findings.error(place, "unknown field " + Sentence.quoted(name), suggestion);
        missing.remove(nearest);
    }

    private String known() {
        return asked.size() > MOST_LISTED ? "" : "known here: " + String.join(", ", asked);
    }
}
