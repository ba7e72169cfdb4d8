package org.shardplan.serving.measured;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.problem.Engine.Overheads;

/** Constants of an engine on a GPU, fitted to runs of all models but one. */
final class LeaveModelOut {

    private final Map<EngineOnGpu, List<ServedRun>> runs;
    private final Map<Left, Overheads> fitted = new HashMap<>();

    LeaveModelOut(List<ServedRun> runs) {
        this.runs = runs.stream().collect(Collectors.groupingBy(run -> EngineOnGpu.of(run.setup())));
    }

    private record Left(EngineOnGpu place, String model) {
    }

    /** The prediction of a run by what other models taught. */
    ServedPrediction predict(ServedRun run) {
        EngineOnGpu place = EngineOnGpu.of(run.setup());
        Overheads overheads = fitted.computeIfAbsent(new Left(place, run.model()), left -> fit(run, left));
        return ServedPredictor.predict(
                run.setup().with(run.setup().problem().engine().with(overheads)));
    }

    private Overheads fit(ServedRun run, Left left) {
        List<ServedRun> others = runs.getOrDefault(left.place(), List.of()).stream()
                .filter(other -> !other.model().equals(left.model())).toList();
        return new EngineFit(run.setup().problem().engine().usual(), others).solve();
    }

    /** An engine on a GPU. */
    record EngineOnGpu(String engine, String gpu) {

        static EngineOnGpu of(ServedSetup setup) {
            return new EngineOnGpu(setup.problem().engine().name(), setup.gpu().name());
        }
    }
}
