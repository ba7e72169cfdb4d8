package org.shardplan.io.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.io.json.Text;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Price;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;

/** A GPU: a name from the catalogue, a data sheet, or a catalogue entry with some figures replaced. */
public record GpuField(Reading reading) implements FieldType<Gpu> {

    private static final Pattern COUNTED = Pattern.compile("(?<count>[0-9]{1,6}) ?[x×*] ?(?<name>.+)");

    @Override
    public Optional<Gpu> read(Field field) {
        if (field.value() instanceof JsonString name) {
            return named(field, name.text());
        }
        if (field.value() instanceof JsonObject object) {
            return object.members().containsKey("base")
                    ? based(field, object)
                    : Optional.of(inline(Fields.of(object, field.findings()), "", Provenance.USER.source()));
        }
        return field.must("be a name from the catalogue or an object", "");
    }

    /** The GPU of an object, which may name a base that was already looked at. */
    public static Gpu inline(Fields fields, String unnamed, String source) {
        fields.optional("base", Text.KEY);
        return GpuReader.read(fields, unnamed, source);
    }

    private Optional<Gpu> named(Field field, String name) {
        Optional<Gpu> gpu = reading.catalogue().gpu(name);
        if (gpu.isEmpty()) {
            return unknown(field, name);
        }
        if (reading.catalogue().isShadowed(gpu.get().name())) {
            reading.assume(CatalogueField.shadowing("GPU " + gpu.get().name(), gpu.get().provenance()));
        }
        Provenance provenance = gpu.get().provenance();
        if (provenance.verification() == Verification.UNVERIFIED) {
            reading.assume("GPU " + gpu.get().name() + ": figures not verified (source: " + provenance.source() + ").");
        }
        return gpu;
    }

    private Optional<Gpu> based(Field field, JsonObject object) {
        Field base = new Field("base", object.members().get("base").value(), field.findings());
        Optional<String> typed = Text.KEY.read(base);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Gpu> gpu = reading.catalogue().gpu(typed.get());
        return gpu.isEmpty() ? unknown(base, typed.get()) : Optional.of(based(field, object, gpu.get().name()));
    }

    private Gpu based(Field field, JsonObject object, String base) {
        JsonObject whole = completed(object, reading.catalogue().gpuEntry(base).orElseThrow());
        return inline(Fields.of(whole, field.findings()), base + "-custom", "user, based on " + base);
    }

    /** The figures of an object over those of the entry it is based on. */
    static JsonObject completed(JsonObject object, JsonObject entry) {
        return object.over(entry.without(ownedBy(object)));
    }

    /** Fields of a catalogue entry that say nothing about a GPU changed by the user. */
    private static List<String> ownedBy(JsonObject object) {
        List<String> fields = new ArrayList<>(List.of("name", "aliases", "verified", "source", "note", "noted"));
        Set<String> own = object.members().keySet();
        if (own.contains("pricePerGpuHourUsd") || own.contains("spotPricePerGpuHourUsd")) {
            fields.add("priceSource");
        }
        return fields;
    }

    private Optional<Gpu> unknown(Field field, String name) {
        Matcher counted = COUNTED.matcher(name);
        if (counted.matches() && reading.catalogue().gpu(counted.group("name")).isPresent()) {
            return field.reject("the GPU " + Sentence.quoted(name) + " is a name and a number",
                    "write \"gpu\": " + Sentence.quoted(counted.group("name")) + " and \"count\": "
                            + counted.group("count"));
        }
        return field.reject(
                "unknown GPU " + Sentence.quoted(name) + "; \"shardplan catalog gpus\" lists what is built in",
                Spelling.didYouMeanName(name, reading.catalogue().gpuNames()));
    }

    /** One with a price, so that nobody misses that too. */
    @Override
    public Gpu standIn() {
        Bandwidth bandwidth = Bandwidth.ofGBps(1);
        Price price = new Price(OptionalDouble.of(1), OptionalDouble.empty(), "");
        return new Gpu("", "", Map.of(),
                new Gpu.Memory(Bytes.ofGib(1), bandwidth),
                new Gpu.Links(bandwidth, 1, bandwidth, bandwidth),
                new Gpu.Board(1, 1, price), Provenance.USER);
    }
}
