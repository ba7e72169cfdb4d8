package org.shardplan.io.runs;

import org.shardplan.io.json.JsonText;
import org.shardplan.serving.measured.Choices;
import org.shardplan.serving.measured.Quantity;
import org.shardplan.serving.measured.ServingValidation;
import org.shardplan.serving.measured.Verdicts;

/** The comparison of predictions with measured runs of served models as JSON; errors are relative, in percent. */
public final class ServingValidationDocument {

    private static final int VERSION = 1;
    private static final double[] LIMITS_MS = {50, 25, 15};

    private final JsonText json;

    private ServingValidationDocument(JsonText json) {
        this.json = json;
    }

    public static String of(ServingValidation validation) {
        return JsonText.of(json -> new ServingValidationDocument(json).validation(validation));
    }

    private void validation(ServingValidation validation) {
        json.count("version", VERSION);
        json.count("runs", validation.replays().size());
        for (Quantity quantity : Quantity.values()) {
            json.objects(name(quantity), validation.lines(quantity), line -> {
                json.text("source", line.source());
                json.text("group", line.label());
                ValidationSection.errors("shipped", line.shipped(), json);
                ValidationSection.errors("withoutModel", line.withoutModel(), json);
            });
        }
        verdicts("outOfMemory", validation.outOfMemory());
        verdicts("waiting", validation.saturated());
        choices("offlineChoices", validation.offlineChoices());
        for (double limit : LIMITS_MS) {
            choices("choicesWithin" + (int) limit + "ms", validation.choicesWithin(limit / 1000));
        }
        ValidationSection.flaws("unsupported", validation.unsupported(), json);
    }

    private static String name(Quantity quantity) {
        return switch (quantity) {
            case TPOT -> "timePerOutputToken";
            case TTFT -> "timeToFirstToken";
            case OFFLINE -> "offlineThroughput";
            case STATIC -> "staticThroughput";
            case PROMPT -> "staticFirstToken";
        };
    }

    private void verdicts(String name, Verdicts verdicts) {
        json.object(name, ignored -> {
            json.count("hits", verdicts.hits());
            json.count("misses", verdicts.misses());
            json.count("falseAlarms", verdicts.falseAlarms());
            json.count("rest", verdicts.rest());
        });
    }

    private void choices(String name, Choices choices) {
        if (choices.questions() > 0) {
            json.object(name, ignored -> {
                json.count("questions", choices.questions());
                json.number("regretPercent", choices.regretPercent());
                json.number("bestPercent", choices.bestPercent());
                json.number("brokenPercent", choices.brokenPercent());
                json.number("fewestGpusRegretPercent", choices.smallestRegretPercent());
            });
        }
    }
}
