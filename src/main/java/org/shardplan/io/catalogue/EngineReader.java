package org.shardplan.io.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Engine.Choices;
import org.shardplan.problem.Engine.Factors;
import org.shardplan.problem.Engine.FirstToken;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Engine.Prompts;
import org.shardplan.problem.Engine.Room;
import org.shardplan.problem.Engine.Step;
import org.shardplan.problem.KernelRates;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/** Reads the profile of a serving engine. */
final class EngineReader {

    private static final double MILLI = 1e-3;
    private static final double MICRO = 1e-6;
    private static final ListOf<Fields> OVERHEADS = new ListOf<>(Nested.OBJECT, 100);
    private static final Choice<Verification> VERIFIED = Choice.of(Verification.values());
    private static final Decimal FACTOR = Decimal.positive("");
    private static final Decimal NOT_NEGATIVE = Decimal.notNegative("");
    private static final WholeNumber TOKENS = WholeNumber.between(0, 1_000_000, "tokens");

    private EngineReader() {
    }

    static Engine read(Fields fields, Map<String, KernelRates> kernels) {
        fields.optional("aliases", Shelf.ALIASES);
        return new Engine(
                fields.required("name", Text.NAME), room(fields.required("room", Nested.OBJECT)), overheads(fields),
                kernels, provenance(fields));
    }

    private static Room room(Fields fields) {
        return new Room(
                fields.required("shareOfAll", Decimal.share()), fields.required("shareOfRest", Decimal.share()),
                fields.required("workspaceGiB", Decimal.notNegative("GiB")), fields.required("evicts", Flag.FLAG));
    }

    private static Map<String, Overheads> overheads(Fields fields) {
        Map<String, Overheads> overheads = new LinkedHashMap<>();
        for (Fields some : fields.required("overheads", OVERHEADS)) {
            overheads.put(some.required("gpu", Text.NAME),
                    new Overheads(step(some), prompts(some), firstToken(some), factors(some), choices(some)));
        }
        if (fields.isSound() && !overheads.containsKey(Calibration.OTHER)) {
            fields.reject("overheads", "have an entry for the gpu \"" + Calibration.OTHER + "\"", "calibrate again");
        }
        return overheads;
    }

    private static Step step(Fields fields) {
        return new Step(
                MILLI * fields.required("stepMilliseconds", NOT_NEGATIVE),
                MICRO * fields.required("sequenceMicroseconds", NOT_NEGATIVE),
                MICRO * fields.required("streamMicroseconds", NOT_NEGATIVE),
                fields.required("quantizationShare", Decimal.between(0, 1, "")));
    }

    private static Prompts prompts(Fields fields) {
        return new Prompts(fields.required("promptShare", Decimal.positive("")),
                MILLI * fields.optional("promptStepMilliseconds", NOT_NEGATIVE, 0.0));
    }

    private static Factors factors(Fields fields) {
        return new Factors(
                fields.required("memoryFactor", FACTOR), fields.required("computeFactor", FACTOR),
                fields.required("expertFloorFactor", FACTOR), fields.required("offlineShare", FACTOR));
    }

    private static Choices choices(Fields fields) {
        return new Choices(
                fields.required("collectiveFactor", FACTOR), fields.optional("oneShotTokens", TOKENS, 0),
                fields.optional("tritonExperts", Flag.FLAG, false),
                fields.optional("tritonPackedExperts", Flag.FLAG, false));
    }

    private static FirstToken firstToken(Fields fields) {
        return new FirstToken(
                MILLI * fields.required("firstTokenMilliseconds", NOT_NEGATIVE),
                fields.required("admissionSteps", NOT_NEGATIVE), fields.required("burst", NOT_NEGATIVE));
    }

    private static Provenance provenance(Fields fields) {
        return new Provenance(
                fields.required("verified", VERIFIED), fields.required("source", Text.PROSE),
                fields.optional("note", Text.PROSE, ""));
    }
}
