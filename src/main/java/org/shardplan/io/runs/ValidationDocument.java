package org.shardplan.io.runs;

import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.measured.MemoryVerdicts;
import org.shardplan.measured.Refit;
import org.shardplan.measured.Refit.SourceErrors;
import org.shardplan.measured.Sweep;
import org.shardplan.measured.SweepSummary;
import org.shardplan.measured.TimeErrors;
import org.shardplan.measured.Validation;

/** The comparison of predictions with measured runs as JSON; errors are relative, in percent. */
public final class ValidationDocument {

    private static final int VERSION = 1;

    private final JsonText json;

    private ValidationDocument(JsonText json) {
        this.json = json;
    }

    public static String of(Validation validation, Optional<Refit> refit) {
        return JsonText.of(json -> new ValidationDocument(json).validation(validation, refit));
    }

    private void validation(Validation validation, Optional<Refit> refit) {
        json.count("version", VERSION);
        json.count("runs", validation.replays().size());
        averages(validation);
        sources(validation);
        verdicts("fits", validation.verdicts());
        groups(validation);
        sweeps(validation);
        ValidationSection.flaws("unsupported", validation.unsupported(), json);
        ValidationSection.flaws("leftOut", validation.doubted(), json);
        refit.ifPresent(this::refit);
    }

    private void refit(Refit refit) {
        json.object("refit", ignored -> {
            json.object("averages", inner -> {
                json.object("dense", inmost -> refitted(refit.denseAverage()));
                json.object("experts", inmost -> refitted(refit.expertAverage()));
                json.object("all", inmost -> refitted(refit.average()));
            });
            json.objects("sources", refit.sources(), source -> {
                json.text("source", source.source());
                refitted(source);
            });
            json.objects("sweeps", refit.sweeps(), this::summary);
            json.objects("constants", refit.constants(), constant -> {
                json.text("name", constant.name());
                json.number("tables", constant.table());
                json.number("least", constant.least());
                json.number("most", constant.most());
            });
        });
    }

    private void refitted(SourceErrors source) {
        ValidationSection.errors("withoutModel", source.withoutModel(), json);
        ValidationSection.errors("newSourceAnchored", source.anchored(), json);
        ValidationSection.errors("newSourceCold", source.cold(), json);
    }

    private void summary(SweepSummary summary) {
        json.text("source", summary.source());
        json.count("sweeps", summary.sweeps());
        json.number("kendallTau", summary.kendallTau());
        json.number("bestAmongFirstThreePercent", summary.bestAmongFirstPercent());
        json.number("regretPercent", summary.regretPercent());
        json.count("picksOutOfMemory", summary.outOfMemory());
    }

    private void averages(Validation validation) {
        json.object("averages", ignored -> {
            json.object("dense", inner -> time(validation.denseAverage()));
            json.object("experts", inner -> time(validation.expertAverage()));
            json.object("all", inner -> time(validation.average()));
            ValidationSection.errors("memory", validation.memoryAverage(), json);
        });
    }

    private void sources(Validation validation) {
        json.objects("sources", validation.sources(), source -> {
            json.text("source", source.source());
            json.text("evidence", source.evidence().label());
            json.count("runs", source.runs());
            time(source.time());
            ValidationSection.errors("memory", source.memory(), json);
            verdicts("fits", source.verdicts());
        });
    }

    private void time(TimeErrors time) {
        ValidationSection.errors("anchored", time.anchored(), json);
        ValidationSection.errors("withoutModel", time.withoutModel(), json);
        ValidationSection.errors("withoutSource", time.withoutSource(), json);
        ValidationSection.errors("cold", time.cold(), json);
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
