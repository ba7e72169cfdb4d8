package org.shardplan.io.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Resource;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.Text;

/** A file with a list of named entries. An entry becomes a value only when someone asks for it. */
public final class Shelf {

    /** Other names of an entry. */
    static final ListOf<String> ALIASES = new ListOf<>(Text.NAME, 20);
    private static final Pattern SEPARATORS = Pattern.compile("[ _:(]+");

    private final Source source;
    private final List<String> names = new ArrayList<>();
    private final Map<String, JsonObject> entries = new LinkedHashMap<>();

    private Shelf(Source source) {
        this.source = source;
    }

    /** The entries of the list of that name in a resource of this application. */
    static Shelf ofResource(String resource, String list) {
        return of(new Source(resource, Resource.text(resource)), list);
    }

    static Shelf of(Source source, String list) {
        Shelf shelf = new Shelf(source);
        Findings findings = new Findings(source);
        Optional<JsonValue> root = JsonTree.parse(source, findings);
        requireNone(findings);
        JsonArray items = (JsonArray) ((JsonObject) root.orElseThrow()).members().get(list).value();
        for (JsonValue item : items.items()) {
            shelf.add((JsonObject) item);
        }
        return shelf;
    }

    /** The same entries under these, which take the place of those whose name they have, aliases included. */
    Shelf under(List<JsonObject> own) {
        Shelf shelf = new Shelf(source);
        own.forEach(shelf::add);
        for (String name : names) {
            if (shelf.find(name).isEmpty()) {
                shelf.names.add(name);
            }
        }
        entries.forEach((key, entry) ->
                shelf.entries.putIfAbsent(key, shelf.find(nameOf(entry)).orElse(entry)));
        return shelf;
    }

    private void add(JsonObject entry) {
        String name = nameOf(entry);
        names.add(name);
        index(name, entry);
        Member aliases = entry.members().get("aliases");
        if (aliases != null) {
            for (JsonValue alias : ((JsonArray) aliases.value()).items()) {
                index(((JsonString) alias).text(), entry);
            }
        }
    }

    private void index(String name, JsonObject entry) {
        JsonObject other = entries.put(key(name), entry);
        if (other != null && other != entry) {
            throw new IllegalStateException("The name (" + name + ") must be unique in " + source.name() + ".");
        }
    }

    /** The names of the given entries by which this shelf knows one too. */
    List<String> namesAmong(List<JsonObject> others) {
        return others.stream().map(Shelf::nameOf).filter(name -> find(name).isPresent()).toList();
    }

    private static String nameOf(JsonObject entry) {
        return ((JsonString) entry.members().get("name").value()).text();
    }

    /** The names of all entries, without aliases. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** The entry of that name or alias, whatever its capitals; blanks, underscores, colons and brackets are hyphens. */
    Optional<JsonObject> find(String name) {
        return Optional.ofNullable(entries.get(key(name)));
    }

    /** Findings to read an entry with. */
    Findings findings() {
        return new Findings(source);
    }

    /** A built-in file with errors is a bug. */
    public static void requireNone(Findings findings) {
        List<Diagnostic> diagnostics = findings.conclude();
        if (!diagnostics.isEmpty()) {
            throw new IllegalStateException(diagnostics.get(0).rendered());
        }
    }

    private static String key(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT).replace(")", "")).replaceAll("-");
    }
}
