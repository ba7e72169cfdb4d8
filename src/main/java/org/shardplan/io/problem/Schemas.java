package org.shardplan.io.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Resource;
import org.shardplan.io.json.Source;

/** The JSON Schemas that editors complete and check files with. */
public final class Schemas {

    private static final String FOLDER = "/org/shardplan/schema/";
    private static final String DEFINITIONS = "$defs";
    private static final String PROPERTIES = "properties";
    /** What a catalogue says of GPUs and models as a problem file does. */
    private static final List<String> SHARED = List.of(
            "gpu", "model", "groupedQueryAttention", "latentAttention", "slidingWindow", "feedForward", "experts",
            "norm", "positions");

    private Schemas() {
    }

    /** The schema of problem files. */
    public static String problem() {
        return Resource.text(FOLDER + "problem.schema.json");
    }

    /** The schema of catalogues: its own fields, and GPUs and models as in problem files with some fields more. */
    public static String catalogue() {
        JsonObject catalogue = read(Resource.text(FOLDER + "catalogue.schema.json"));
        JsonObject own = object(catalogue, DEFINITIONS);
        JsonObject problem = object(read(problem()), DEFINITIONS);
        Map<String, Member> shared = new LinkedHashMap<>();
        SHARED.forEach(name -> shared.put(name, problem.members().get(name)));
        List.of("gpu", "model").forEach(name ->
                shared.put(name, member(extended(object(problem, name), object(own, name)))));
        JsonObject definitions = new JsonObject(own.place(), shared).over(own);
        JsonObject whole = with(catalogue, DEFINITIONS, definitions);
        return JsonText.of(json -> json.members(whole));
    }

    private static JsonObject extended(JsonObject shared, JsonObject own) {
        JsonObject properties = object(own, PROPERTIES).over(object(shared, PROPERTIES));
        return with(own.over(shared), PROPERTIES, properties);
    }

    private static JsonObject with(JsonObject object, String name, JsonObject value) {
        return new JsonObject(object.place(), Map.of(name, member(value))).over(object);
    }

    private static Member member(JsonObject value) {
        return new Member(value.place(), value);
    }

    private static JsonObject object(JsonObject owner, String name) {
        return (JsonObject) owner.members().get(name).value();
    }

    private static JsonObject read(String text) {
        Source source = new Source("schema", text);
        return (JsonObject) JsonTree.parse(source, new Findings(source)).orElseThrow();
    }
}
