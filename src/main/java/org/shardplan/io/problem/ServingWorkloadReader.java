package org.shardplan.io.problem;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.Serving.Speculation;

/** Reads the requests of an endpoint and what they may take. */
final class ServingWorkloadReader {

    private static final WholeNumber TOKENS = WholeNumber.between(1, 100_000_000, "tokens")
            .advising("count the mean tokens of a request, such as 2000 in and 500 out");
    private static final WholeNumber CLIENTS = WholeNumber.between(1, 10_000_000, "requests")
            .advising("count the requests under way at any time, such as 64");
    private static final Decimal RATE = Decimal.between(1e-6, 1e9, "requests per second");
    private static final Decimal MILLISECONDS = Decimal.between(1e-3, 1e9, "ms");
    private static final Decimal PERCENTILE = Decimal.between(ServiceLevels.MEAN, 99.99, "");
    private static final Decimal CONFIDENCE = Decimal.between(ServiceLevels.NO_MARGIN, 99, "percent");
    private static final Decimal HIT_RATE = Decimal.between(0, 0.999, "");
    private static final WholeNumber SHARED = WholeNumber.between(0, 100_000_000, "tokens");
    private static final Decimal VARIATION = Decimal.between(0, 10, "");
    private static final Decimal SHARE = Decimal.between(0, 1, "");
    private static final WholeNumber DRAFT = WholeNumber.between(1, 64, "tokens");

    private final Fields fields;

    private ServingWorkloadReader(Fields fields) {
        this.fields = fields;
    }

    static Serving read(Fields fields) {
        ServingWorkloadReader reader = new ServingWorkloadReader(fields);
        Serving serving = new Serving(reader.lengths(), reader.load(), reader.levels(), reader.shortcuts());
        if (serving.lengths().output() == 1 && serving.levels().tpotMs().isPresent()) {
            fields.reject("tpotMs", "come with outputTokens of at least 2: an answer of one token has no next one",
                    "limit ttftMs");
        }
        rejectUncached(serving, fields);
        return serving;
    }

    private static void rejectUncached(Serving serving, Fields fields) {
        double cached = serving.shortcuts().prefixHitRate() * serving.lengths().input();
        if (serving.shortcuts().sharedPrefixTokens() > cached) {
            fields.reject("sharedPrefixTokens", "be at most the cached part of a prompt (" + Numbers.plain(cached)
                    + " tokens)", "raise prefixHitRate");
        }
    }

    private Lengths lengths() {
        return new Lengths(fields.required("inputTokens", TOKENS), fields.required("outputTokens", TOKENS),
                fields.optional("lengthVariation", VARIATION, 0.0));
    }

    private Load load() {
        OptionalDouble rate = fields.optionalNumber("requestsPerSecond", RATE);
        OptionalInt clients = fields.optionalNumber("concurrency", CLIENTS);
        if (rate.isPresent() && clients.isPresent()) {
            fields.reject("concurrency", "not come with requestsPerSecond", "give the one that does not depend on the "
                    + "other: a rate for an open endpoint, a concurrency for so many clients that wait for "
                    + "their answers");
        }
        if (rate.isPresent()) {
            return new Load.OpenLoop(rate.getAsDouble());
        }
        return clients.isPresent() ? new Load.ClosedLoop(clients.getAsInt()) : new Load.Offline();
    }

    private ServiceLevels levels() {
        ServiceLevels levels = new ServiceLevels(
                fields.optionalNumber("ttftMs", MILLISECONDS), fields.optionalNumber("tpotMs", MILLISECONDS),
                fields.optionalNumber("endToEndMs", MILLISECONDS),
                fields.optional("percentile", PERCENTILE, ServiceLevels.MEAN),
                fields.optional("levelConfidencePercent", CONFIDENCE, ServiceLevels.USUAL_CONFIDENCE));
        if (levels.endToEndMs().isPresent() && levels.ttftMs().orElse(0) > levels.endToEndMs().getAsDouble()) {
            fields.reject("ttftMs", "be at most endToEndMs (" + Numbers.plain(levels.endToEndMs().getAsDouble())
                    + " ms)", "the two are swapped");
        }
        boolean none = levels.ttftMs().isEmpty() && levels.tpotMs().isEmpty() && levels.endToEndMs().isEmpty();
        Stream.of("percentile", "levelConfidencePercent").filter(key -> none && fields.has(key))
                .forEach(key -> fields.reject(key, "come with ttftMs, tpotMs or endToEndMs", ""));
        return levels;
    }

    private Shortcuts shortcuts() {
        Optional<Fields> speculation = fields.optional("speculation", Nested.OBJECT);
        return new Shortcuts(fields.optional("prefixHitRate", HIT_RATE, 0.0),
                fields.optional("sharedPrefixTokens", SHARED, 0),
                speculation.isPresent() ? Optional.of(speculation(speculation.get())) : Optional.empty());
    }

    static Speculation speculation(Fields fields) {
        return new Speculation(fields.required("draftTokens", DRAFT), fields.required("acceptance", SHARE),
                fields.required("draftCost", SHARE));
    }
}
