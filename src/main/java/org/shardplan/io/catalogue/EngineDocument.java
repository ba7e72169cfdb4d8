package org.shardplan.io.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.JsonText;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Engine.Overheads;

/** Files of engines that were fitted to own runs, for problems to name: {@code "engine": "my-engine.json"}. */
public final class EngineDocument {

    private static final int VERSION = 1;
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;

    private final JsonText json;

    private EngineDocument(JsonText json) {
        this.json = json;
    }

    public static String of(Engine engine) {
        return JsonText.of(json -> {
            json.count("version", VERSION);
            json.object("engine", ignored -> new EngineDocument(json).engine(engine));
        });
    }

    private void engine(Engine engine) {
        json.text("name", engine.name());
        json.object("room", ignored -> {
            json.number("shareOfAll", engine.room().shareOfAll());
            json.number("shareOfRest", engine.room().shareOfRest());
            json.number("workspaceGiB", engine.room().workspaceGib());
            json.flag("evicts", engine.room().evicts());
        });
        json.objects("overheads", sorted(engine.overheads()), entry -> {
            json.text("gpu", entry.getKey());
            overheads(entry.getValue());
        });
        json.text("verified", engine.provenance().verification().label());
        json.text("source", engine.provenance().source());
    }

    /** The usual ones first, then GPUs by name. */
    private static List<Map.Entry<String, Overheads>> sorted(Map<String, Overheads> overheads) {
        List<Map.Entry<String, Overheads>> sorted = new ArrayList<>(overheads.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        sorted.sort((one, other) -> Boolean.compare(isUsual(other), isUsual(one)));
        return sorted;
    }

    private static boolean isUsual(Map.Entry<String, Overheads> entry) {
        return entry.getKey().equals(Calibration.OTHER);
    }

    private void overheads(Overheads some) {
        json.number("stepMilliseconds", MILLI * some.step().seconds());
        json.number("sequenceMicroseconds", MICRO * some.step().sequenceSeconds());
        json.number("streamMicroseconds", MICRO * some.step().streamSeconds());
        json.number("promptShare", some.prompts().share());
        json.number("promptStepMilliseconds", MILLI * some.prompts().leastSeconds());
        json.number("quantizationShare", some.step().quantizationShare());
        json.number("firstTokenMilliseconds", MILLI * some.firstToken().seconds());
        json.number("admissionSteps", some.firstToken().steps());
        json.number("burst", some.firstToken().burst());
        json.number("memoryFactor", some.factors().memory());
        json.number("computeFactor", some.factors().compute());
        json.number("expertFloorFactor", some.factors().expertFloor());
        json.number("collectiveFactor", some.choices().reductionFactor());
        json.count("oneShotTokens", some.choices().oneShotTokens());
        json.flag("tritonExperts", some.choices().tritonExperts());
        json.flag("tritonPackedExperts", some.choices().tritonPackedExperts());
        json.number("offlineShare", some.factors().offlineShare());
    }
}
