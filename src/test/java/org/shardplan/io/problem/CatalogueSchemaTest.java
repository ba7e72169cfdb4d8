package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.GpuField;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Resource;
import org.shardplan.io.model.ModelReader;
import org.shardplan.problem.Provenance;

/** The schema of catalogues fits what is shipped, what the pages show and what the reader takes. */
class CatalogueSchemaTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.catalogue());
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gpus", "models"})
    void whatIsShippedFits(String file) {
        String text = Resource.text("/org/shardplan/catalogue/" + file + ".json");
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
    }

    @Test
    void examplesOfThePageFitAndAreRead() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/catalogue.md"));
        assertThat(EXAMPLE.matcher(page).results().map(MatchResult::group)).isNotEmpty().allSatisfy(found -> {
            String example = found.substring("```json".length(), found.length() - "```".length());
            assertThat(SCHEMA.validate(example, InputFormat.JSON)).isEmpty();
            assertThat(isRead(example)).isTrue();
        });
        assertThat(page).contains("shardplan schema catalogue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"gpu\": []}", "{\"gpus\": [{\"base\": \"H100\"}]}",
        "{\"gpus\": [{\"name\": \"X\"}]}", "{\"gpus\": [{\"name\": \"X\", \"base\": \"H100\", \"memoryGib\": 80}]}",
        "{\"models\": [{\"name\": \"X\"}]}",
        "{\"gpus\": [{\"name\": \"X\", \"base\": \"H100\", \"aliases\": \"Y\"}]}"})
    void whatTheReaderRejectsDoesNotFit(String text) throws IOException {
        assertThat(isRead(text)).isFalse();
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
    }

    private boolean isRead(String text) throws IOException {
        return Catalogue.read(Files.writeString(folder.resolve("own.json"), text)).catalogue().isPresent();
    }

    @Test
    void readerAndSchemaKnowTheSameFields() throws IOException {
        Set<String> gpu = asked(fields -> GpuField.inline(fields, "", ""));
        gpu.add("aliases");
        assertThat(properties("gpu")).isEqualTo(gpu);
        Set<String> model = asked(fields -> ModelReader.read(fields, Provenance.USER));
        model.addAll(Set.of("aliases", "huggingFaceId", "officialParametersBillion", "officialActiveBillion",
                "maxPositions", "verified", "source", "note", "noted"));
        assertThat(properties("model")).isEqualTo(model);
    }

    private static Set<String> asked(Consumer<Fields> reader) {
        Fields fields = Fields.none();
        reader.accept(fields);
        return new TreeSet<>(fields.asked());
    }

    private static Set<String> properties(String definition) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Schemas.catalogue());
        JsonNode properties = schema.at("/$defs/" + definition + "/properties");
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
