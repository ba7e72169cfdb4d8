package org.shardplan.io.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Day;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.io.model.ModelName;
import org.shardplan.io.model.ModelReader;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/** The GPUs and models everybody knows by name, each with the source of its figures. Names ignore capitals. */
public final class Catalogue {

    static final ListOf<String> ALIASES = new ListOf<>(Text.NAME, 40);

    private static final Choice<Verification> VERIFIED = Choice.of(Verification.values());
    private static final WholeNumber POSITIONS = WholeNumber.between(1, 100_000_000, "tokens");

    private static final Pattern MAKER = Pattern.compile(
            "^(?i:(?:nvidia|amd|intel|google|huawei|instinct|geforce|hgx|dgx)[- _]+)+");
    private static final Decimal BILLION = Decimal.positive("billion");

    private final Shelf gpus;
    private final Shelf models;
    private final List<String> shadowed;

    Catalogue(Shelf gpus, Shelf models) {
        this(gpus, models, List.of());
    }

    private Catalogue(Shelf gpus, Shelf models, List<String> shadowed) {
        this.gpus = gpus;
        this.models = models;
        this.shadowed = shadowed;
    }

    /** The catalogue that comes with the application. */
    public static Catalogue shipped() {
        return new Catalogue(
                Shelf.ofResource("/org/shardplan/catalogue/gpus.json", "gpus"),
                Shelf.ofResource("/org/shardplan/catalogue/models.json", "models"));
    }

    /** The shipped catalogue under one of the user's own. */
    public static Read read(Path file) {
        CatalogueFile read = CatalogueFile.read(Document.of(file), file.toString(), shipped());
        List<Diagnostic> diagnostics = read.findings().conclude();
        boolean sound = diagnostics.stream().noneMatch(Diagnostic::isError);
        return new Read(sound ? read.catalogue() : Optional.empty(), diagnostics);
    }

    /**
     * What reading a catalogue gave.
     *
     * @param catalogue the catalogue, if there is no error
     * @param diagnostics everything wrong with the file
     */
    public record Read(Optional<Catalogue> catalogue, List<Diagnostic> diagnostics) {

        /** What comes with the application. */
        public static Read shipped() {
            return new Read(Optional.of(Catalogue.shipped()), List.of());
        }
    }

    /** The same with entries of the user's own, which take the place of others of their names. */
    Catalogue under(List<JsonObject> ownGpus, List<JsonObject> ownModels) {
        List<String> shadows = new ArrayList<>();
        shadows.addAll(gpus.namesAmong(ownGpus));
        shadows.addAll(models.namesAmong(ownModels));
        return new Catalogue(gpus.under(ownGpus), models.under(ownModels), shadows);
    }

    /** Whether an entry of the user's own took the place of one of this name. */
    boolean isShadowed(String name) {
        return shadowed.contains(name);
    }

    /** Names of all GPUs, in the order of the catalogue. */
    public List<String> gpuNames() {
        return gpus.names();
    }

    /** Names of all models, in the order of the catalogue, without aliases. */
    public List<String> modelNames() {
        return models.names();
    }

    /** The GPU of that name or alias, with or without who makes it. */
    public Optional<Gpu> gpu(String name) {
        return gpuEntry(name).map(this::readGpu);
    }

    /** The model of that name or alias, whoever owns it and however it was tuned or its weights are stored. */
    public Optional<CatalogueModel> model(String name) {
        return entry(models, name).map(this::readModel);
    }

    /** What a model of that name has that no shape here expresses, if it is known to have something. */
    static Optional<String> whyNotModelled(String name) {
        return entry(Shelf.ofResource("/org/shardplan/catalogue/not-modelled.json", "models"), name)
                .map(entry -> ((JsonString) entry.members().get("why").value()).text());
    }

    private static Optional<JsonObject> entry(Shelf models, String name) {
        Optional<JsonObject> entry = models.find(name);
        Iterator<String> shorter = entry.isPresent() ? Collections.emptyIterator() : ModelName.shorter(name).iterator();
        while (entry.isEmpty() && shorter.hasNext()) {
            entry = models.find(shorter.next());
        }
        return entry;
    }

    /** All GPUs, in the order of the catalogue. */
    public List<Gpu> gpus() {
        List<Gpu> all = new ArrayList<>();
        for (String name : gpus.names()) {
            all.add(readGpu(gpus.find(name).orElseThrow()));
        }
        return all;
    }

    /** All models, in the order of the catalogue. */
    public List<CatalogueModel> models() {
        List<CatalogueModel> all = new ArrayList<>();
        for (String name : models.names()) {
            all.add(readModel(models.find(name).orElseThrow()));
        }
        return all;
    }

    /** The entry of a GPU as it is written, for GPUs based on it. */
    Optional<JsonObject> gpuEntry(String name) {
        Optional<JsonObject> entry = gpus.find(name);
        return entry.isPresent() ? entry : gpus.find(MAKER.matcher(name).replaceFirst(""));
    }

    private Gpu readGpu(JsonObject entry) {
        Findings findings = gpus.findings();
        Gpu gpu = readGpu(Fields.of(entry, findings));
        Shelf.requireNone(findings);
        return gpu;
    }

    static Gpu readGpu(Fields fields) {
        fields.optional("aliases", ALIASES);
        return GpuReader.read(fields, "", "");
    }

    private CatalogueModel readModel(JsonObject entry) {
        Findings findings = models.findings();
        CatalogueModel model = readModel(Fields.of(entry, findings));
        Shelf.requireNone(findings);
        return model;
    }

    static CatalogueModel readModel(Fields fields) {
        return new CatalogueModel(
                readShape(fields),
                fields.optional("aliases", ALIASES, List.of()),
                fields.optional("huggingFaceId", Text.NAME),
                new CatalogueModel.Official(
                        fields.optionalNumber("officialParametersBillion", BILLION),
                        fields.optionalNumber("officialActiveBillion", BILLION)),
                fields.optionalNumber("maxPositions", POSITIONS));
    }

    private static Model readShape(Fields fields) {
        return ModelReader.read(fields, new Provenance(
                fields.required("verified", VERIFIED),
                fields.required("source", Text.PROSE),
                fields.optional("note", Text.PROSE, ""), fields.optional("noted", Day.DAY)));
    }
}
