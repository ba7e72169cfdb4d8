package org.shardplan.io.problem;

import java.util.List;
import java.util.Set;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Arrangement;
import org.shardplan.problem.ServingAllowed.Batching;
import org.shardplan.problem.ServingAllowed.Formats;
import org.shardplan.problem.ServingAllowed.Split;

/** Reads which values each decision of a serving layout may take. */
final class ServingAllowedReader {

    private static final int MOST_VALUES = 1_000;
    private static final ListOf<Integer> COUNTS = new ListOf<>(WholeNumber.between(1, 1_000_000, ""), MOST_VALUES);

    private final Fields fields;

    private ServingAllowedReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The choices these fields leave.
     *
     * @param formats formats if the fields name none
     */
    static ServingAllowed read(Fields fields, Formats formats) {
        ServingAllowedReader reader = new ServingAllowedReader(fields);
        return new ServingAllowed(reader.split(), reader.formats(formats), reader.batching(), reader.arrangement());
    }

    private Split split() {
        return new Split(counts("gpus"), counts("tp"), counts("pp"), counts("ep"), counts("attentionDp"));
    }

    private Formats formats(Formats fallback) {
        return new Formats(
                choices("weightPrecision", Choice.of(WeightFormat.values()), fallback.weights()),
                choices("kvPrecision", Choice.of(KeyValueFormat.values()), fallback.keyValues()), fallback.losses());
    }

    private Batching batching() {
        return new Batching(counts("maxBatch"), counts("chunkTokens"));
    }

    private Arrangement arrangement() {
        Arrangement defaults = ServingAllowed.DEFAULT.arrangement();
        return new Arrangement(choices("disaggregation", Flag.FLAG, defaults.disaggregation()),
                fields.optional("mixedShapes", Flag.FLAG, defaults.mixedShapes()));
    }

    private IntChoice counts(String name) {
        return new IntChoice(fields.optional(name, COUNTS, IntChoice.ANY.values()));
    }

    private <T> Set<T> choices(String name, FieldType<T> choice, Set<T> fallback) {
        return Set.copyOf(fields.optional(name, new ListOf<>(choice, MOST_VALUES), List.copyOf(fallback)));
    }
}
