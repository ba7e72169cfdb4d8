package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.Engines;
import org.shardplan.io.catalogue.GpuField;
import org.shardplan.io.catalogue.GpuFieldTest;
import org.shardplan.io.catalogue.HuggingFaceField;
import org.shardplan.io.catalogue.ModelField;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Source;
import org.shardplan.io.model.AttentionReader;
import org.shardplan.io.model.FeedForwardReader;
import org.shardplan.io.model.FunctionsReader;
import org.shardplan.io.model.ModelReader;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Named;
import org.shardplan.layout.Precision;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.FleetProblem.Horizon;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.Stack;

class ProblemSchemaTest {

    private static final Stack STACK = new Stack(1, 1, Stack.Bias.NONE, false);
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.problem());

    private final Reading reading = new Reading(Catalogue.shipped(), Profiles.shipped(), new ArrayList<>());

    @Test
    void readerAndSchemaKnowTheSameFields() {
        assertThat(fieldsOfTheReaders()).isEqualTo(fieldsOfTheSchema());
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        for (JsonObject object : objectsOfTheSchema().values()) {
            properties(object).members().forEach((name, field) -> {
                JsonObject property = (JsonObject) field.value();
                JsonObject described = property.members().containsKey("description") ? property : target(property);
                assertThat(described.members()).as(name).containsKey("description");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ProblemTexts.WHOLE, ProblemTexts.SMALL, ServingTexts.WHOLE, ServingTexts.SMALL,
        FleetTexts.WHOLE, FleetTexts.SMALL})
    void filesTheReaderAcceptsFitTheSchema(String text) {
        assertThat(ProblemTexts.errors(text)).isEmpty();
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
    }

    @Test
    void dataSheetsFitTheSchema() {
        String pool = "{\"count\": 8, \"gpu\": " + GpuFieldTest.INLINE + "}";
        String based = "{\"count\": 8, \"gpu\": {\"base\": \"H100-SXM-80\", \"memoryGiB\": 60}}";
        assertThat(SCHEMA.validate(ProblemTexts.withPool(pool + "," + based), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"version\": 2}", "{\"cuont\": 1}"})
    void filesTheReaderRejectsDoNotFitTheSchema(String text) {
        assertThat(ProblemTexts.errors(text)).isNotEmpty();
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void namesOfFrameworksAreThoseOfTheProfiles() {
        assertThat(choices(properties(schema()), "framework")).isEqualTo(Profiles.shipped().frameworkNames());
    }

    @Test
    void namesOfEnginesAreThoseOfTheProfiles() {
        JsonObject engine = (JsonObject) properties(schema()).members().get("engine").value();
        JsonValue profiles = ((JsonValue.JsonArray) engine.members().get("anyOf").value()).items().get(0);
        JsonValue names = ((JsonObject) profiles).members().get("enum").value();
        assertThat(((JsonValue.JsonArray) names).items()).extracting(item -> ((JsonValue.JsonString) item).text())
                .isEqualTo(Engines.shipped().names());
    }

    @Test
    void objectivesAreThoseOfTrainingAndServing() {
        assertThat(choices(properties(schema()), "objective")).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of(Objective.values()), Stream.of(ServingObjective.values()))
                        .map(Named::label).distinct().toList());
    }

    @Test
    void formatsAreThoseOfTheLayouts() {
        JsonObject allow = properties((JsonObject) definitions().members().get("servingAllow").value());
        assertThat(choices((JsonObject) allow.members().get("weightPrecision").value(), "items"))
                .isEqualTo(Stream.of(WeightFormat.values()).map(Named::label).toList());
        assertThat(choices((JsonObject) allow.members().get("kvPrecision").value(), "items"))
                .isEqualTo(Stream.of(KeyValueFormat.values()).map(Named::label).toList());
    }

    @Test
    void functionsAreThoseOfTheModels() {
        JsonObject model = properties((JsonObject) definitions().members().get("model").value());
        assertThat(choices(model, "activation")).isEqualTo(Named.labels(Activation.values()));
        assertThat(choices((JsonObject) model.members().get("peculiarities").value(), "items"))
                .isEqualTo(Named.labels(Peculiarity.values()));
    }

    private static List<String> choices(JsonObject owner, String name) {
        JsonObject field = (JsonObject) owner.members().get(name).value();
        JsonValue names = field.members().get("enum").value();
        return ((JsonValue.JsonArray) names).items().stream().map(item -> ((JsonValue.JsonString) item).text()).toList();
    }

    private Map<String, Set<String>> fieldsOfTheReaders() {
        Map<String, Set<String>> all = new TreeMap<>();
        all.put("problem", fieldsOfTheTop());
        all.put("training", asked(WorkloadReader::read));
        all.put("serving", withKind(asked(ServingWorkloadReader::read)));
        all.put("speculation", asked(ServingWorkloadReader::speculation));
        all.put("cluster", asked(fields -> ClusterReader.read(fields, pools())));
        all.put("link", asked(fields -> ClusterReader.link(fields, new Cluster(List.of()))));
        all.put("pool", asked(fields -> pools().read(fields, Set.of())));
        all.put("gpu", asked(fields -> GpuField.inline(fields, "", "")));
        all.put("model", asked(fields -> ModelReader.read(fields, Provenance.USER)));
        all.put("norm", asked(FunctionsReader::norm));
        all.put("positions", asked(FunctionsReader::given));
        all.put("huggingFaceModel", asked(fields -> new HuggingFaceField(reading).read(fields)));
        all.put("groupedQueryAttention", withKind(asked(this::readGroupedQuery)));
        all.put("latentAttention", withKind(asked(AttentionReader::latent)));
        all.put("slidingWindow", asked(fields -> AttentionReader.slidingWindow(fields, STACK)));
        all.put("feedForward", asked(FeedForwardReader::dense));
        all.put("experts", asked(fields -> FeedForwardReader.experts(fields, new DenseFeedForward(1, true), STACK)));
        all.put("limits", withUseAll(asked(LimitsReader::read)));
        all.put("servingLimits", withUseAll(asked(ServingLimitsReader::read)));
        all.put("fleetLimits", asked(limits -> fleet(Fields.none(), limits)));
        all.put("fleetWorkload", fieldsOfWorkloads());
        all.put("servingAllow", asked(fields ->
                ServingAllowedReader.read(fields, ServingAllowed.DEFAULT.formats())));
        all.put("memoryUsePercent", asked(LimitsReader::memoryUse));
        all.put("allow", asked(fields ->
                AllowedReader.read(fields, Set.of(Precision.BF16), GradientPrecision.FP32)));
        all.put("operations", asked(OperationsReader::read));
        return all;
    }

    private void fleet(Fields fields, Fields limits) {
        new FleetFields(fields, limits, reading).read("x", new Cluster(List.of()));
    }

    /** Those of one question, which has no objective, layout and cluster of its own, and those of company. */
    private Set<String> fieldsOfWorkloads() {
        Set<String> names = fieldsOfOne();
        names.addAll(asked(fields -> new FleetWorkloads(reading, new Cluster(List.of()),
                new Horizon(1, OptionalDouble.empty())).workload(fields)));
        names.removeAll(Set.of("$schema", "version", "cluster", "layout", "objective"));
        return names;
    }

    private Set<String> fieldsOfTheTop() {
        Set<String> names = fieldsOfOne();
        names.addAll(asked(fields -> fleet(fields, Fields.none())));
        return names;
    }

    /** Those of training and those of serving. */
    private Set<String> fieldsOfOne() {
        Set<String> names = asked(fields -> new ProblemFields(fields, reading).read("x"));
        names.addAll(asked(fields -> new ServingFields(fields, Fields.none(), Fields.none(), reading)
                .read("x", new ModelField(reading).standIn(), Fields.none(), new Cluster(List.of()))));
        return names;
    }

    private PoolReader pools() {
        return new PoolReader(reading, false, false);
    }

    private void readGroupedQuery(Fields fields) {
        AttentionReader.groupedQuery(fields, fields, STACK);
    }

    private static Set<String> asked(Consumer<Fields> reader) {
        Fields fields = Fields.none();
        reader.accept(fields);
        return new HashSet<>(fields.asked());
    }

    /** The kind is read before it is clear which attention it is. */
    private static Set<String> withKind(Set<String> names) {
        names.add("kind");
        return names;
    }

    /** Whether all GPUs are used is read with the pools. */
    private static Set<String> withUseAll(Set<String> names) {
        names.add("useAll");
        return names;
    }

    private static Map<String, Set<String>> fieldsOfTheSchema() {
        Map<String, Set<String>> all = new TreeMap<>();
        objectsOfTheSchema().forEach((name, object) -> all.put(name, properties(object).members().keySet()));
        return all;
    }

    private static Map<String, JsonObject> objectsOfTheSchema() {
        Map<String, JsonObject> all = new TreeMap<>();
        all.put("problem", schema());
        definitions().members().forEach((name, member) -> all.put(name, (JsonObject) member.value()));
        return all;
    }

    private static JsonObject schema() {
        Source source = new Source("schema", Schemas.problem());
        Findings findings = new Findings(source);
        JsonObject schema = (JsonObject) JsonTree.parse(source, findings).orElseThrow();
        assertThat(findings.conclude()).isEqualTo(List.of());
        return schema;
    }

    private static JsonObject definitions() {
        return (JsonObject) schema().members().get("$defs").value();
    }

    private static JsonObject target(JsonObject reference) {
        String path = ((JsonValue.JsonString) reference.members().get("$ref").value()).text();
        return (JsonObject) definitions().members().get(path.substring("#/$defs/".length())).value();
    }

    private static JsonObject properties(JsonObject object) {
        assertThat(object.members()).containsKey("additionalProperties");
        return (JsonObject) object.members().get("properties").value();
    }
}
