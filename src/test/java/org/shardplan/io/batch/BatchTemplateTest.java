package org.shardplan.io.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shardplan.batch.Axis;

class BatchTemplateTest {

    private static final String TEXT = "{\"model\": \"a\", \"limits\": {}, \"pools\": [{\"gpu\": {\"b\": \"}\\\"\"}, "
            + "\"count\": 8}]}";

    private static String filled(String text, List<String> paths, String... values) {
        List<Axis> axes = paths.stream().map(path -> new Axis(path, List.of("0"))).toList();
        return BatchTemplate.of(text, axes).template().orElseThrow().filled(List.of(values));
    }

    private static String obstacle(String path) {
        return BatchTemplate.of(TEXT, Stream.of(path).map(step -> new Axis(step, List.of("0"))).toList())
                .obstacle().orElseThrow();
    }

    @Test
    void aValueTakesThePlaceOfTheOldOne() {
        assertThat(filled(TEXT, List.of("pools.0.count", "model"), "16", "\"c\"")).isEqualTo(
                TEXT.replace("8", "16").replace("\"a\"", "\"c\""));
    }

    @Test
    void anObjectIsReplacedAsAWhole() {
        assertThat(filled(TEXT, List.of("pools.0.gpu"), "\"H100\"")).contains("[{\"gpu\": \"H100\", \"count\": 8}]");
    }

    @Test
    void whatIsMissingIsAdded() {
        assertThat(filled(TEXT, List.of("limits.budgetUsd", "limits.memoryUsePercent.max"), "5", "80"))
                .contains("\"limits\": {\"memoryUsePercent\": {\"max\": 80}, \"budgetUsd\": 5}");
        assertThat(filled("{}", List.of("a.b", "a.c"), "1", "2")).isEqualTo("{\"a\": {\"c\": 2, \"b\": 1}}");
    }

    @Test
    void aPathThatLeadsNowhereIsExplained() {
        assertThat(obstacle("pools.3.count")).isEqualTo("The --vary path (pools.3.count) must lead to a field; pools "
                + "is a list of 1 item and has no \"3\". Maybe use an index from 0 to 0.");
        assertThat(obstacle("model.layers")).isEqualTo("The --vary path (model.layers) must lead to a field; model is "
                + "\"a\" and has no \"layers\". Maybe end the path at model.");
    }
}
