package org.shardplan.io.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.io.json.Text;

/** Reads a catalogue of the user's own: entries as in the shipped files, GPUs perhaps based on one known already. */
final class CatalogueFile {

    private static final ListOf<Fields> ENTRIES = new ListOf<>(Nested.OBJECT, 1_000);

    private final String name;
    private final Catalogue known;
    private final Findings findings;
    private final Set<String> taken = new HashSet<>();
    private Optional<Catalogue> catalogue = Optional.empty();

    private CatalogueFile(String name, Catalogue known, Findings findings) {
        this.name = name;
        this.known = known;
        this.findings = findings;
    }

    /** The entries of a document under the ones known already. */
    static CatalogueFile read(Document document, String name, Catalogue known) {
        CatalogueFile file = new CatalogueFile(name, known, document.findings());
        document.root().ifPresent(file::read);
        return file;
    }

    /** All entries, those of the file first; nothing if the findings say why. */
    Optional<Catalogue> catalogue() {
        return catalogue;
    }

    Findings findings() {
        return findings;
    }

    private void read(Fields root) {
        root.optional("$schema", Text.PROSE);
        List<JsonObject> gpus = new ArrayList<>();
        List<JsonObject> models = new ArrayList<>();
        root.optional("gpus", ENTRIES, List.of()).forEach(entry -> gpus.add(gpu(entry)));
        taken.clear();
        root.optional("models", ENTRIES, List.of()).forEach(entry -> models.add(model(entry)));
        if (root.isSound()) {
            catalogue = Optional.of(known.under(gpus, models));
        }
    }

    private JsonObject gpu(Fields entry) {
        entry.acceptOthers();
        Optional<String> base = entry.optional("base", Text.KEY);
        JsonObject own = sourced(entry.object().without(List.of("base")));
        Optional<JsonObject> known = base.flatMap(this.known::gpuEntry);
        if (base.isPresent() && known.isEmpty()) {
            entry.field("base").reject("unknown GPU " + Sentence.quoted(base.get()),
                    Spelling.didYouMeanName(base.get(), this.known.gpuNames()));
            return own;
        }
        JsonObject whole = known.map(found -> GpuField.completed(own, found)).orElse(own);
        return checked(entry, whole, Catalogue::readGpu);
    }

    private JsonObject model(Fields entry) {
        entry.acceptOthers();
        return checked(entry, sourced(entry.object()), Catalogue::readModel);
    }

    /** The entry, read once with this file's places, so that reading it later finds nothing. */
    private JsonObject checked(Fields entry, JsonObject whole, Consumer<Fields> reader) {
        reader.accept(Fields.of(whole, findings));
        if (entry.isSound()) {
            List<String> names = new ArrayList<>(entry.optional("aliases", Catalogue.ALIASES, List.of()));
            names.add(entry.required("name", Text.NAME));
            if (names.stream().distinct().filter(each -> !taken.add(each.toLowerCase(Locale.ROOT))).count() > 0) {
                entry.reject("name", "differ, like the aliases, from the names of the other entries", "");
            }
        }
        return whole;
    }

    /** Says where the figures come from, if the entry does not. */
    private JsonObject sourced(JsonObject entry) {
        Map<String, Member> said = new HashMap<>();
        List.of("source", "priceSource").forEach(field -> said.put(field, text(entry.place(), name)));
        said.put("verified", text(entry.place(), "user"));
        boolean priced = entry.members().containsKey("pricePerGpuHourUsd")
                || entry.members().containsKey("spotPricePerGpuHourUsd");
        return entry.over(new JsonObject(entry.place(), said).without(priced ? List.of() : List.of("priceSource")));
    }

    private static Member text(Place place, String text) {
        return new Member(place, new JsonString(place, text));
    }
}
