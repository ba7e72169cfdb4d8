package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Price;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;
import org.shardplan.units.FlopRate;

public class GpuFieldTest {

    public static final String INLINE = """
            {"name": "X1", "bf16Tflops": 400, "memoryGiB": 96, "memoryGBps": 3000, "scaleUpGBps": 300, "scaleUpGpus": 4,
             "networkGBps": 25, "tdpWatts": 500}""";

    @Test
    void dataSheetInTheProblemFileIsRead() {
        Gpu gpu = gpu(INLINE);
        assertThat(gpu.name()).isEqualTo("X1");
        assertThat(gpu.architecture()).isEqualTo("other");
        assertThat(gpu.peak(Precision.BF16)).isEqualTo(FlopRate.ofTeraflops(400));
        assertThat(gpu.peak(Precision.FP8).isSupported()).isFalse();
        assertThat(gpu.memory()).isEqualTo(new Gpu.Memory(Bytes.ofGib(96), Bandwidth.ofGBps(3000)));
        assertThat(gpu.links()).isEqualTo(new Gpu.Links(
                Bandwidth.ofGBps(300), 4, Bandwidth.ofGBps(25), Bandwidth.ofGBps(32)));
        assertThat(gpu.board()).isEqualTo(new Gpu.Board(500, 8, Price.UNKNOWN));
        assertThat(gpu.provenance()).isEqualTo(Provenance.USER);
    }

    @Test
    void baseLendsEveryFigureThatIsNotReplaced() {
        Gpu base = Catalogue.shipped().gpu("H100-SXM-80").orElseThrow();
        Gpu gpu = gpu("{\"base\": \"h100-sxm-80\", \"memoryGiB\": 60}");
        assertThat(gpu.name()).isEqualTo("H100-SXM-80-custom");
        assertThat(gpu.memory()).isEqualTo(new Gpu.Memory(Bytes.ofGib(60), base.memory().bandwidth()));
        assertThat(gpu.peaks()).isEqualTo(base.peaks());
        assertThat(gpu.board()).isEqualTo(base.board());
        assertThat(gpu.provenance()).isEqualTo(new Provenance(Verification.USER, "user, based on H100-SXM-80", ""));
    }

    @Test
    void replacedPriceDoesNotKeepTheSourceOfTheOldOne() {
        Gpu gpu = gpu("{\"base\": \"H100-SXM-80\", \"pricePerGpuHourUsd\": 1.5}");
        assertThat(gpu.board().price().onDemandUsd()).hasValue(1.5);
        assertThat(gpu.board().price().source()).isEqualTo("problem file");
    }

    @Test
    void unknownBaseIsAnError() {
        assertThat(errors("{\"base\": \"H1000-SXM\"}"))
                .containsExactly("unknown GPU \"H1000-SXM\"; \"shardplan catalog gpus\" lists what is built in");
        assertThat(errors("{\"base\": 5}")).containsExactly("The base (5) must be a string.");
    }

    @Test
    void missingFiguresAreListed() {
        assertThat(errors("{\"name\": \"X1\"}")).containsExactly(
                "missing field \"bf16Tflops\" or \"fp16Tflops\": attention computes in 16 bit",
                "missing field \"memoryGiB\"", "missing field \"memoryGBps\"", "missing field \"scaleUpGBps\"",
                "missing field \"scaleUpGpus\"", "missing field \"networkGBps\"", "missing field \"tdpWatts\"");
    }

    @Test
    void gpuHasToComputeSixteenBits() {
        assertThat(errors(INLINE.replace("bf16Tflops", "fp8Tflops"))).containsExactly(
                "missing field \"bf16Tflops\" or \"fp16Tflops\": attention computes in 16 bit");
    }

    @Test
    void whatIsNoDayIsNotWhenFiguresWereNoted() {
        assertThat(errors(INLINE.replace("\"bf16", "\"noted\": \"2026-02-30\", \"bf16"))).containsExactly(
                "The noted (\"2026-02-30\") must be a day such as 2026-11-21.");
    }

    @Test
    void linksWithoutBandwidthReachNobody() {
        assertThat(errors(INLINE.replace("\"scaleUpGBps\": 300", "\"scaleUpGBps\": 0"))).containsExactly(
                "The scaleUpGBps (0) must be above 0 if scaleUpGpus (4) is above 1.");
    }

    @Test
    void unknownArchitectureIsAnErrorWithTheKnownOnes() {
        assertThat(errors(INLINE.replace("\"bf16", "\"architecture\": \"hoper\", \"bf16"))).singleElement().asString()
                .startsWith("The architecture (\"hoper\") must be one of volta, ampere, ada, hopper");
    }

    private static Gpu gpu(String json) {
        return ProblemTexts.problem(pool(json)).pool(0).gpu();
    }

    private static List<String> errors(String json) {
        return ProblemTexts.errors(pool(json));
    }

    private static String pool(String gpu) {
        return ProblemTexts.withPool("{\"count\": 8, \"gpu\": " + gpu + "}");
    }
}
