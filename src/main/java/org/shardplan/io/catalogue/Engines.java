package org.shardplan.io.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Text;
import org.shardplan.problem.Engine;
import org.shardplan.problem.KernelRates;

/** The serving engines everybody knows by name, and what kernels reach on the GPUs they run on. */
public final class Engines {

    /** The engine of problems that name none. */
    public static final String DEFAULT_ENGINE = "vllm";

    /** Architectures, and names of GPUs that differ from others of theirs. */
    private static final ListOf<String> OWNERS = new ListOf<>(Text.NAME, 20);
    private static final String AS = "as";

    private final Shelf engines;
    private final Map<String, KernelRates> kernels;

    private Engines(Shelf engines, Map<String, KernelRates> kernels) {
        this.engines = engines;
        this.kernels = kernels;
    }

    /** The engines that come with the application. */
    public static Engines shipped() {
        return new Engines(
                Shelf.ofResource("/org/shardplan/profile/engines.json", "engines"),
                kernels(Shelf.ofResource("/org/shardplan/profile/kernels.json", "kernels")));
    }

    private static Map<String, KernelRates> kernels(Shelf shelf) {
        Findings findings = shelf.findings();
        Map<String, KernelRates> kernels = new LinkedHashMap<>();
        for (String name : shelf.names()) {
            Fields fields = Fields.of(whole(shelf, shelf.find(name).orElseThrow()), findings);
            fields.required("name", Text.NAME);
            KernelRates rates = KernelRatesReader.read(fields);
            fields.required("of", OWNERS).forEach(each -> kernels.put(each, rates));
        }
        Shelf.requireNone(findings);
        return kernels;
    }

    /** An entry with all that the entry has that it names by "as", and does not have itself. */
    private static JsonObject whole(Shelf shelf, JsonObject entry) {
        Member as = entry.members().get(AS);
        if (as == null) {
            return entry;
        }
        JsonObject other = shelf.find(((JsonString) as.value()).text()).orElseThrow();
        return entry.without(List.of(AS)).over(whole(shelf, other));
    }

    /** Names of all engines, without aliases. */
    public List<String> names() {
        return engines.names();
    }

    /** The engine of that name or alias. */
    public Optional<Engine> engine(String name) {
        return engines.find(name).map(this::read);
    }

    /** The engine these fields describe. */
    Engine read(Fields fields) {
        return EngineReader.read(fields, kernels);
    }

    private Engine read(JsonObject entry) {
        Findings findings = engines.findings();
        Engine engine = read(Fields.of(entry, findings));
        Shelf.requireNone(findings);
        return engine;
    }
}
