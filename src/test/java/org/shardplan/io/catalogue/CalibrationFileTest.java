package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.layout.Precision;
import org.shardplan.measured.CalibrationResult;
import org.shardplan.measured.Calibrator;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Framework.Observed;

class CalibrationFileTest {

    private static final String RUNS = """
            model,gpu,gpus,seq_len,global_batch_seqs,tp,recompute,zero_stage,iter_time_s
            Llama-3.1-8B,H100,64,8192,256,2,none,1,7.5
            """;

    @TempDir
    private Path folder;

    private final ProblemReader reader = ProblemReader.shipped();

    private static CalibrationResult result() {
        return new Calibrator(Profiles.shipped().calibration()).fit("ours",
                Calibrator.usable(RunTableReader.shipped().read("runs.csv", RUNS).runs()));
    }

    private ProblemFile problem(String calibration) throws IOException {
        Path problem = folder.resolve("problem.json");
        Files.writeString(problem, ProblemTexts.with("calibration", "\"" + calibration + "\""));
        return reader.read(problem);
    }

    private List<String> messages(String calibration) throws IOException {
        return problem(calibration).diagnostics().stream().map(Diagnostic::message).toList();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        CalibrationResult result = result();
        Files.writeString(folder.resolve("ours.json"), CalibrationDocument.of(result));
        Conditions conditions = problem("ours.json").problem().orElseThrow().conditions();
        assertThat(conditions.calibration()).isEqualTo(result.calibration());
        assertThat(conditions.framework().scale(new Observed("hopper", Precision.BF16, false), 1))
                .isEqualTo(result.scales().get(0).scale(), within(1e-8));
    }

    @Test
    void scalesOfOtherFrameworksDoNotApply() throws IOException {
        Files.writeString(folder.resolve("ours.json"),
                CalibrationDocument.of(result()).replace("\"megatron\"", "\"fsdp\""));
        assertThat(problem("ours.json").problem().orElseThrow().conditions().framework())
                .isEqualTo(Profiles.shipped().framework("megatron").orElseThrow());
    }

    @Test
    void pathsAreRelativeToTheProblemFile() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("clusters"));
        Files.writeString(inner.resolve("ours.json"), CalibrationDocument.of(result()));
        assertThat(messages("clusters/ours.json")).isEmpty();
        assertThat(messages("ours.json")).singleElement().asString().contains("must exist",
                "The calibration (\"ours.json\") must be a file that calibrate wrote, but: The file");
    }

    @Test
    void whatIsWrongWithTheFileIsToldWithItsLine() throws IOException {
        Files.writeString(folder.resolve("ours.json"),
                CalibrationDocument.of(result()).replace("\"matmulOperands\"", "\"matmulOperand\""));
        assertThat(messages("ours.json")).singleElement().asString()
                .contains("unknown field \"matmulOperand\" (line ", "Maybe calibrate again.");
        Files.writeString(folder.resolve("ours.json"), "{");
        assertThat(messages("ours.json")).hasSize(1);
        assertThat(messages("a\\u0000b")).hasSize(1);
    }
}
