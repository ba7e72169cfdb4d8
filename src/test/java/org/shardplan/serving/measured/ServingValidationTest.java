package org.shardplan.serving.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.measured.Run;
import org.shardplan.measured.ServedOutcome;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.serving.measured.ServedReplay.Discipline;

/** 46 published rows: vLLM, TensorRT-LLM of three generations, LMDeploy, FasterTransformer. */
class ServingValidationTest {

    private static final List<Run> RUNS = read();
    private static final ServingValidation VALIDATION = ServingValidation.of(RUNS);

    private static List<Run> read() {
        String name = "/org/shardplan/serving/measured/published-serving.csv";
        try (InputStream stream = ServingValidationTest.class.getResourceAsStream(name)) {
            return RunTableReader.shipped()
                    .read("published", new String(stream.readAllBytes(), StandardCharsets.UTF_8)).runs();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void publishedRunsArePredictedWithinTheStatedErrors() {
        assertThat(VALIDATION.errors(Quantity.TPOT, Discipline.SHIPPED).meanAbsolute()).isLessThan(10);
        assertThat(VALIDATION.errors(Quantity.TPOT, Discipline.WITHOUT_MODEL).meanAbsolute()).isLessThan(16);
        assertThat(VALIDATION.errors(Quantity.OFFLINE, Discipline.SHIPPED).meanAbsolute()).isLessThan(10);
        assertThat(VALIDATION.errors(Quantity.TTFT, Discipline.SHIPPED).meanAbsolute()).isLessThan(25);
        assertThat(VALIDATION.errors(Quantity.STATIC, Discipline.SHIPPED).meanAbsolute()).isLessThan(10);
    }

    @Test
    void memoryIsRightWhereverItWasMeasured() {
        assertThat(VALIDATION.memory().count()).isEqualTo(4);
        assertThat(VALIDATION.memory().meanAbsolute()).isLessThan(1);
        assertThat(VALIDATION.outOfMemory()).isEqualTo(new Verdicts(2, 0, 0, VALIDATION.outOfMemory().rest()));
    }

    /** Llama-3.1-8B on H200 under vLLM 0.12: faster than the GPU multiplies in fp8. */
    @Test
    void runsFasterThanTheHardwareCastDoubtOnTheirGroup() {
        assertThat(VALIDATION.replays()).filteredOn(ServedReplay::setAside).hasSize(4)
                .allSatisfy(replay -> assertThat(replay.run().model()).isEqualTo("Llama-3.1-8B"));
    }

    /** An A100 multiplies fp8 weights in 16 bit: 64 prompts of 1,000 tokens take 8 billion parameters 4 s at least. */
    @Test
    void eightBitWeightsAreMultipliedNoFasterThanTheGpuCan() {
        String header = "model,gpu,gpus,tp,engine,weight_precision,batch_or_concurrency,isl,osl,e2e_latency_s,mode\n";
        String row = "Llama-3.1-8B,%s,1,1,vllm,fp8,64,1000,10,3,online\n";
        assertThat(ServingValidation.of(RunTableReader.shipped().read("runs", header + row.formatted("A100")
                + row.formatted("H100")).runs()).aside()).singleElement()
                .satisfies(replay -> assertThat(replay.run().setup().gpu().name()).startsWith("A100"));
    }

    /** With 85 % of every prompt cached, all 21 published runs of that group are 8 % off, without 97 %. */
    @Test
    void cachedPrefixesExplainTheRunsThatAreSetAside() {
        assertThat(VALIDATION.replays()).filteredOn(ServedReplay::setAside).allSatisfy(replay -> {
            ServedSetup setup = replay.run().setup();
            Serving serving = setup.problem().serving();
            ServedSetup cached = new ServedSetup(setup.problem().with(new Serving(serving.lengths(), serving.load(),
                    serving.levels(), new Shortcuts(0.85, 0, Optional.empty()))), setup.replicas(), setup.mode(),
                    setup.launch());
            double measured = replay.run().outcome().tpotSeconds().orElseThrow();
            assertThat(ServedPredictor.predict(cached).times().tpot()).isCloseTo(measured, withinPercentage(15));
            assertThat(replay.shipped().times().tpot()).isGreaterThan(1.2 * measured);
        });
    }

    @Test
    void choicesLoseNoMoreThanTheFewestGpusDo() {
        Choices offline = VALIDATION.offlineChoices();
        assertThat(offline.questions()).isEqualTo(1);
        assertThat(offline.regretPercent()).isLessThanOrEqualTo(offline.smallestRegretPercent());
    }

    @Test
    void constantsAreFoundAgainInManyRunsTheyMade() {
        List<ServedRun> runs = RUNS.stream().filter(ServedRun.class::isInstance).map(ServedRun.class::cast)
                .filter(run -> run.setup().problem().engine().name().equals("vllm"))
                .filter(run -> run.setup().gpu().name().startsWith("H100")).toList();
        Overheads usual = runs.get(0).setup().problem().engine().usual();
        Overheads slower = EngineConstant.FIRST_TOKEN.times(EngineConstant.STEP.times(usual, 2), 2);
        Overheads found = new EngineFit(usual, Collections.nCopies(50, runs).stream()
                .flatMap(List::stream).map(run -> made(run, slower)).toList()).solve();
        assertThat(EngineConstant.STEP.of(found)).isCloseTo(EngineConstant.STEP.of(slower), withinPercentage(20));
        assertThat(EngineConstant.FIRST_TOKEN.of(found))
                .isCloseTo(EngineConstant.FIRST_TOKEN.of(slower), withinPercentage(20));
        assertThat(EngineConstant.MEMORY.of(found)).isCloseTo(EngineConstant.MEMORY.of(usual), withinPercentage(3));
    }

    private static ServedRun made(ServedRun run, Overheads overheads) {
        ServedPrediction prediction = ServedPredictor.predict(
                run.setup().with(run.setup().problem().engine().with(overheads)));
        return new ServedRun(run.origin(), run.setup(), new ServedOutcome(
                OptionalDouble.of(prediction.times().ttft()),
                OptionalDouble.of(prediction.times().tpot()),
                OptionalDouble.empty(), OptionalDouble.empty(), run.outcome().memory()));
    }

    @Test
    void withoutRunsTheConstantsStayAsUsual() {
        Overheads usual = ((ServedRun) RUNS.get(0)).setup().problem().engine().usual();
        assertThat(new EngineFit(usual, List.of()).solve()).isEqualTo(usual);
    }
}
