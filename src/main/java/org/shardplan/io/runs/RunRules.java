package org.shardplan.io.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shardplan.io.catalogue.Shelf;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Resource;
import org.shardplan.io.json.Source;

/**
 * What reports of runs leave unsaid, by source, framework and model: ordered rules, of which later ones overrule
 * earlier ones. A rule holds where all its patterns are found; rules marked {@code "refit"} hold only while constants
 * are refitted: they take back what was learnt from the step times of the source itself.
 */
final class RunRules {

    private static final String RESOURCE = "/org/shardplan/profile/sources.json";
    private static final String REFIT = "refit";
    private static final List<String> CONDITIONS =
            List.of("source", "text", "model", "notes", "family", "gpu", "pp", "vpp");

    private final List<Rule> rules;

    private RunRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param conditions patterns by what they are looked for in
     * @param then what follows
     */
    private record Rule(Map<String, Pattern> conditions, JsonObject then) {

        boolean holdsFor(Map<String, String> texts) {
            return conditions.entrySet().stream()
                    .allMatch(condition -> condition.getValue().matcher(texts.get(condition.getKey())).find());
        }
    }

    /** The rules that come with the application. */
    static RunRules shipped() {
        return of(new Source(RESOURCE, Resource.text(RESOURCE)), false);
    }

    /** The same with those that take back what was learnt from step times. */
    static RunRules refit() {
        return of(new Source(RESOURCE, Resource.text(RESOURCE)), true);
    }

    static RunRules of(Source source, boolean refit) {
        Findings findings = new Findings(source);
        Optional<JsonValue> root = JsonTree.parse(source, findings);
        Shelf.requireNone(findings);
        JsonArray items = (JsonArray) member((JsonObject) root.orElseThrow(), "rules");
        List<Rule> rules = new ArrayList<>();
        items.items().stream().map(JsonObject.class::cast)
                .filter(item -> refit || !item.members().containsKey(REFIT)).forEach(item -> rules.add(rule(item)));
        return new RunRules(rules);
    }

    private static Rule rule(JsonObject item) {
        Map<String, Pattern> conditions = new LinkedHashMap<>();
        for (Map.Entry<String, Member> entry : item.members().entrySet()) {
            if (CONDITIONS.contains(entry.getKey())) {
                String text = ((JsonString) entry.getValue().value()).text();
                conditions.put(entry.getKey(), Pattern.compile(text, Pattern.CASE_INSENSITIVE));
            }
        }
        JsonObject then = (JsonObject) member(item, "then");
        RunTraits.requireKnown(then.members().keySet());
        return new Rule(conditions, then);
    }

    private static JsonValue member(JsonObject object, String name) {
        return object.members().get(name).value();
    }

    /** What holds for a run. */
    RunTraits traits(RunCells cells) {
        Map<String, String> texts = Map.of(
                "source", text(cells, "source"),
                "text", String.join(" ", text(cells, "source"), text(cells, "source_url_or_repo_path"),
                        text(cells, "other")),
                "model", text(cells, "model"),
                "family", text(cells, "family"),
                "gpu", text(cells, "gpu"),
                "pp", text(cells, "pp"),
                "vpp", text(cells, "vpp"),
                "notes", text(cells, "other") + " " + text(cells, "notes"));
        return new RunTraits(rules.stream().filter(rule -> rule.holdsFor(texts)).map(Rule::then).toList());
    }

    private static String text(RunCells cells, String column) {
        return cells.text(column).orElse("");
    }
}
