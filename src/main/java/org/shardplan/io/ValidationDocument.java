package org.shardplan.io;

import org.shardplan.measured.Errors;
import org.shardplan.measured.MemoryVerdicts;
import org.shardplan.measured.Sweep;
import org.shardplan.measured.TimeErrors;
import org.shardplan.measured.Validation;

/** The comparison of predictions with measured runs as JSON; errors are relative, in percent. */
public final class ValidationDocument {

    private static final int VERSION = 1;

    private final JsonText json;

    private ValidationDocument(JsonText json) {
        this.json = json;
    }

    public static String of(Validation validation) {
        return JsonText.of(json -> new ValidationDocument(json).validation(validation));
    }

    private void validation(Validation validation) {
        json.count("version", VERSION);
        json.count("runs", validation.replays().size());
        averages(validation);
        sources(validation);
        verdicts("fits", validation.verdicts());
        groups(validation);
        sweeps(validation);
        json.objects("unsupported", validation.unsupported(), run -> {
            json.text("file", run.origin().file());
            json.count("line", run.origin().line());
            json.text("model", run.model());
            json.text("reason", run.reason());
        });
    }

    private void averages(Validation validation) {
        json.object("averages", ignored -> {
            json.object("dense", inner -> time(validation.denseAverage()));
            json.object("experts", inner -> time(validation.expertAverage()));
            json.object("all", inner -> time(validation.average()));
            errors("memory", validation.memoryAverage());
        });
    }

    private void sources(Validation validation) {
        json.objects("sources", validation.sources(), source -> {
            json.text("source", source.source());
            json.text("evidence", source.evidence().label());
            json.count("runs", source.runs());
            time(source.time());
            errors("memory", source.memory());
            verdicts("fits", source.verdicts());
        });
    }

    private void time(TimeErrors time) {
        errors("anchored", time.anchored());
        errors("withoutModel", time.withoutModel());
        errors("withoutSource", time.withoutSource());
        errors("cold", time.cold());
    }

    private void errors(String name, Errors errors) {
        if (errors.count() > 0) {
            json.object(name, ignored -> {
                json.count("runs", errors.count());
                json.number("meanAbsolutePercent", errors.meanAbsolute());
                json.number("medianPercent", errors.median());
                json.number("biasPercent", errors.bias());
                json.number("ninetiethPercent", errors.ninetieth());
            });
        }
    }

    private void verdicts(String name, MemoryVerdicts verdicts) {
        if (verdicts.total() > 0) {
            json.object(name, ignored -> {
                counts("ran", verdicts.ran());
                counts("ranOutOfMemory", verdicts.outOfMemory());
                json.number("accuracyPercent", verdicts.accuracyPercent());
                json.number("tightPercent", verdicts.tightPercent());
            });
        }
    }

    private void counts(String name, MemoryVerdicts.Counts counts) {
        json.object(name, ignored -> {
            json.count("fits", counts.fits());
            json.count("tight", counts.tight());
            json.count("doesNotFit", counts.doesNotFit());
        });
    }

    private void groups(Validation validation) {
        json.objects("scales", validation.groups(), group -> {
            json.text("framework", group.group().framework());
            json.text("era", group.group().era());
            json.flag("experts", group.group().experts());
            json.text("gpu", group.group().hardware().gpu());
            json.text("architecture", group.group().hardware().architecture());
            json.text("precision", group.group().hardware().recipe());
            json.count("runs", group.runs());
            json.count("models", group.models());
            json.number("scale", group.scale());
            json.number("spreadPercent", group.spreadPercent());
        });
    }

    private void sweeps(Validation validation) {
        json.objects("sweeps", validation.sweeps(), sweep -> {
            json.text("source", sweep.label().source());
            json.text("model", sweep.label().model());
            json.count("sequenceLength", sweep.label().sequenceLength());
            json.count("gpus", sweep.label().gpus());
            json.text("details", sweep.label().details());
            outcome(sweep);
        });
    }

    private void outcome(Sweep sweep) {
        json.count("runs", sweep.replays().size());
        json.count("timed", sweep.timed().size());
        json.number("kendallTau", sweep.kendallTau());
        json.flag("bestAmongFirstThree", sweep.bestIsAmongFirst());
        json.number("regretPercent", sweep.regretPercent());
        json.flag("pickRanOutOfMemory", sweep.regretPercent().isEmpty());
    }
}
