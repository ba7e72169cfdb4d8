package org.shardplan.io.runs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.shardplan.io.catalogue.Shelf;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Resource;
import org.shardplan.io.json.Source;

/** What the scripts that launched published runs say, where tables of them say nothing or something else. */
final class ServedRules {

    private static final String RESOURCE = "/org/shardplan/profile/served-sources.json";
    private static final String READ = "read";
    private static final String BECAUSE = "because";

    private final List<Rule> rules;

    private ServedRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param patterns what to look for, by column
     * @param read what the cells say then, by column
     * @param because why
     */
    private record Rule(Map<String, Pattern> patterns, Map<String, String> read, String because) {

        boolean holdsFor(Map<String, String> row) {
            return patterns.entrySet().stream().allMatch(
                    each -> each.getValue().matcher(row.getOrDefault(each.getKey(), "")).find());
        }
    }

    /** The rules that come with the application. */
    static ServedRules shipped() {
        Source source = new Source(RESOURCE, Resource.text(RESOURCE));
        Findings findings = new Findings(source);
        JsonObject root = (JsonObject) JsonTree.parse(source, findings).orElseThrow();
        Shelf.requireNone(findings);
        return new ServedRules(((JsonArray) root.members().get("rules").value()).items().stream()
                .map(item -> rule((JsonObject) item)).toList());
    }

    private static Rule rule(JsonObject item) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        texts(item, Set.of(READ, BECAUSE)).forEach(
                (column, text) -> patterns.put(column, Pattern.compile(text, Pattern.CASE_INSENSITIVE)));
        return new Rule(patterns, texts((JsonObject) item.members().get(READ).value(), Set.of()),
                text(item.members().get(BECAUSE).value()));
    }

    private static Map<String, String> texts(JsonObject object, Set<String> without) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            if (!without.contains(name)) {
                texts.put(name, text(member.value()));
            }
        });
        return texts;
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).text();
    }

    /** A row as it was launched; every rule sees the row as it was written. */
    Reading read(Map<String, String> row) {
        List<Rule> holding = rules.stream().filter(rule -> rule.holdsFor(row)).toList();
        Map<String, String> cells = new HashMap<>(row);
        holding.forEach(rule -> cells.putAll(rule.read()));
        return new Reading(cells, holding.stream().map(Rule::because).toList());
    }

    /**
     * A row as it was launched.
     *
     * @param cells its cells by column
     * @param reasons why they are not as written
     */
    record Reading(Map<String, String> cells, List<String> reasons) {
    }
}
