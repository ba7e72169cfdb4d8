package org.shardplan.io.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Sentence;

/** Sections of a text, one for each stage, as the object a file would hold. */
final class StageSections {

    static final String STAGES = "stages";

    private final List<String> common;
    private final Findings findings;
    private final Map<String, Member> lifted = new LinkedHashMap<>();

    /**
     * Sections of one text.
     *
     * @param common what holds for all stages, wherever it stands
     * @param findings where it is told that such a thing was said twice
     */
    StageSections(List<String> common, Findings findings) {
        this.common = common;
        this.findings = findings;
    }

    /** The object; everything is the place of the whole text. */
    JsonObject object(List<JsonObject> sections, Place everything) {
        List<JsonValue> stages = new ArrayList<>();
        sections.forEach(section -> stages.add(own(section)));
        lifted.put(STAGES, new Member(everything, new JsonArray(everything, stages)));
        return new JsonObject(everything, lifted);
    }

    /** What a stage has alone. */
    private JsonObject own(JsonObject section) {
        Map<String, Member> own = new LinkedHashMap<>(section.members());
        for (String name : common) {
            Member member = own.remove(name);
            if (member != null && lifted.putIfAbsent(name, member) != null) {
                findings.error(member.key(), "duplicate field " + Sentence.quoted(name), "");
            }
        }
        return new JsonObject(section.place(), own);
    }
}
