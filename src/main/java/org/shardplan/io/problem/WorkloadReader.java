package org.shardplan.io.problem;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.Training;

/** Reads what is to be done with the model. */
final class WorkloadReader {

    private static final String SERVING = "serving";
    private static final Choice<String> KIND = Choice.of(List.of("training", SERVING));
    private static final List<String> SERVING_ONLY = List.of("inputTokens", "outputTokens", "requestsPerSecond",
            "concurrency", "ttftMs", "tpotMs", "endToEndMs", "percentile", "levelConfidencePercent", "prefixHitRate",
            "sharedPrefixTokens", "speculation", "lengthVariation");
    private static final WholeNumber SEQUENCE = WholeNumber.between(1, 100_000_000, "tokens")
            .advising("count the tokens of one sequence, such as 8192");
    private static final WholeNumber BATCH = WholeNumber.between(1, 10_000_000, "sequences")
            .advising("count the sequences of one optimizer step, not their tokens");

    private static final WholeNumber RANK = WholeNumber.between(1, 65_536, "")
            .advising("give the rank of the low-rank adapters, such as 16, or leave it out to train all weights");

    private WorkloadReader() {
    }

    /** How the model is to be trained; empty if it is to be served. */
    static Optional<Training> read(Fields fields) {
        if (fields.required("kind", KIND).equals(SERVING)) {
            return Optional.empty();
        }
        boolean other = fields.has("kind") || SERVING_ONLY.stream().anyMatch(fields::has);
        return Optional.of(other && !fields.isSound() ? unknown(fields) : training(fields));
    }

    /** Whatever the fields of another kind are, they are not reported as unknown. */
    private static Training unknown(Fields fields) {
        fields.acceptOthers();
        return new Training(1, 1, OptionalDouble.empty());
    }

    private static Optional<LowRankAdapter> adapter(Fields fields) {
        return fields.optional("adapterRank", RANK).map(LowRankAdapter::new);
    }

    private static Training training(Fields fields) {
        fields.rejectAny(SERVING_ONLY, ProblemFields.SERVING_DEMAND);
        return new Training(
                fields.required("sequenceLength", SEQUENCE),
                fields.required("globalBatch", BATCH),
                fields.optionalNumber("tokens", Decimal.between(1, 1e18, "tokens")),
                adapter(fields));
    }
}
