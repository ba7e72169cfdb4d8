package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.measured.Predictor;

class PredictionsTableTest {

    private static final String TABLE = """
            source,model,gpu,gpus,seq_len,global_batch_seqs,tp,recompute,colour,iter_time_s,peak_mem_gb,notes
            "us, ours",Llama-2-7B,A100-80GB,8,4096,64,2,none,blue,10.5,40,"said ""fine"" twice"
            us,Llama-2-70B,A100-80GB,8,4096,64,8,none,,,OOM,
            us,Llama-2-7B,Z9000,8,4096,64,2,none,,1,1,
            """;

    private final RunTableReader reader = RunTableReader.shipped();

    private String predicted(String... tables) {
        return PredictionsTable.of(
                List.of(tables).stream().map(table -> reader.read("runs.csv", table)).toList(), Predictor.MODEL);
    }

    @Test
    void everyRowAndColumnIsCopiedAndPredictionsStandBehindThem() {
        RunTable copy = reader.read("copy.csv", predicted(TABLE));
        RunTable original = reader.read("runs.csv", TABLE);
        assertThat(copy.header()).startsWith(original.header().toArray(String[]::new))
                .endsWith("predicted_fits", "predicted_iter_time_s", "predicted_peak_mem_gib", "unsupported");
        for (int row = 0; row < 3; row++) {
            assertThat(copy.rows().get(row).subList(0, 12)).isEqualTo(original.rows().get(row));
        }
    }

    @Test
    void runsThatFitAndRunsThatDoNotAreToldApart() {
        List<List<String>> rows = reader.read("copy.csv", predicted(TABLE)).rows();
        assertThat(rows.get(0).get(12)).isEqualTo("yes");
        assertThat(rows.get(1).get(12)).isEqualTo("no");
        assertThat(Double.parseDouble(rows.get(0).get(13))).isPositive();
        assertThat(Double.parseDouble(rows.get(1).get(14))).isGreaterThan(80);
    }

    @Test
    void aRowThatCannotBeExpressedSaysWhy() {
        List<String> row = reader.read("copy.csv", predicted(TABLE)).rows().get(2);
        assertThat(row.subList(12, 15)).containsOnly("");
        assertThat(row.get(15)).isEqualTo("The gpu (Z9000) must be in the catalogue.");
    }

    @Test
    void predictionsOfAnEarlierRunAreReplaced() {
        assertThat(predicted(predicted(TABLE))).isEqualTo(predicted(TABLE));
    }

    @Test
    void tablesWithDifferentColumnsShareOneHeader() {
        String together = predicted("model,gpu,gpus,seq_len,a\nLlama-2-7B,A100,8,4096,1\n",
                "model,gpu,gpus,seq_len,b\nLlama-2-7B,A100,8,4096,2\n");
        assertThat(together.lines().map(line -> line.substring(0, Math.min(30, line.length()))))
                .containsExactly("model,gpu,gpus,seq_len,a,b,pre", "Llama-2-7B,A100,8,4096,1,,yes,",
                        "Llama-2-7B,A100,8,4096,,2,yes,");
    }
}
