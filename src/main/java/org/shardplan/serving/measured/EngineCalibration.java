package org.shardplan.serving.measured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.measured.ServedRun;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/**
 * An engine fitted to measured runs.
 *
 * @param engine the engine with its fitted constants by GPU
 * @param gpus what was fitted for each GPU
 * @param validation how far off it is, with and without the model at hand
 */
public record EngineCalibration(Engine engine, List<OnGpu> gpus, ServingValidation validation) {

    public EngineCalibration {
        gpus = List.copyOf(gpus);
    }

    /**
     * What was fitted for one GPU.
     *
     * @param gpu name of the GPU
     * @param runs runs on it
     * @param usual constants before
     * @param fitted constants after
     */
    public record OnGpu(String gpu, int runs, Overheads usual, Overheads fitted) {
    }

    /**
     * Fits one engine; runs set aside do not count.
     *
     * @param name name of the calibration
     * @param runs runs of one engine
     */
    public static EngineCalibration of(String name, List<ServedRun> runs) {
        Engine engine = runs.get(0).setup().problem().engine();
        Plausibility plausibility = new Plausibility(runs);
        Map<String, List<ServedRun>> byGpu = runs.stream().filter(run -> !plausibility.isDoubtful(run))
                .collect(Collectors.groupingBy(run -> run.setup().gpu().name(), LinkedHashMap::new,
                        Collectors.toList()));
        List<OnGpu> gpus = byGpu.entrySet().stream().map(entry -> new OnGpu(entry.getKey(), entry.getValue().size(),
                engine.usual(), new EngineFit(engine.usual(), entry.getValue()).solve())).toList();
        Engine fitted = fitted(name, engine, gpus);
        return new EngineCalibration(fitted, gpus, ServingValidation.of(runs.stream().map(run ->
                new ServedRun(run.origin(), run.setup().with(fitted), run.outcome())).toList()));
    }

    private static Engine fitted(String name, Engine engine, List<OnGpu> gpus) {
        Map<String, Overheads> overheads = new LinkedHashMap<>();
        overheads.put(Calibration.OTHER, engine.usual());
        gpus.forEach(each -> overheads.put(each.gpu(), each.fitted()));
        int runs = gpus.stream().mapToInt(OnGpu::runs).sum();
        return new Engine(engine.name(), engine.room(), overheads, engine.kernels(),
                new Provenance(Verification.USER, name + ": " + runs + " own runs", ""));
    }
}
