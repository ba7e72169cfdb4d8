package org.shardplan.io.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.problem.Functions;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Norm;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Functions.Positions;

/** Reads what the blocks of a model compute, as far as that is said. */
public final class FunctionsReader {

    private static final Choice<Norm.Kind> NORM = Choice.of(Norm.Kind.values());
    private static final Decimal EPSILON = Decimal.between(1e-15, 1, "");
    private static final Choice<Activation> ACTIVATION = Choice.of(Activation.values());
    private static final Choice<Positions.Kind> POSITIONS =
            Choice.of(new Positions.Kind[] {Positions.Kind.ROTARY, Positions.Kind.ALIBI});
    private static final Decimal BASE = Decimal.between(1, 1e12, "");
    private static final Decimal FACTOR = Decimal.between(1, 1e6, "");
    private static final ListOf<Peculiarity> PECULIARITIES =
            new ListOf<>(Choice.of(Peculiarity.values()), Peculiarity.values().length);

    private FunctionsReader() {
    }

    static Functions read(Fields model) {
        return new Functions(
                model.optional("norm", Nested.OBJECT).map(FunctionsReader::norm),
                model.optional("activation", ACTIVATION), positions(model),
                Set.copyOf(model.optional("peculiarities", PECULIARITIES, List.of())));
    }

    public static Norm norm(Fields fields) {
        return new Norm(fields.required("kind", NORM), fields.optionalNumber("epsilon", EPSILON));
    }

    /** A table of positions has its length in {@code learnedPositions} and needs nothing else. */
    private static Optional<Positions> positions(Fields model) {
        Optional<Positions> given = model.optional("positions", Nested.OBJECT).map(FunctionsReader::given);
        boolean learned = model.has("learnedPositions")
                && model.field("learnedPositions").value() instanceof JsonNumber rows && rows.value() > 0;
        if (learned && given.isPresent()) {
            model.reject("positions", "be left out beside learnedPositions", "");
        }
        return learned ? Optional.of(Positions.LEARNED) : given;
    }

    public static Positions given(Fields fields) {
        return new Positions(
                fields.required("kind", POSITIONS),
                fields.optionalNumber("base", BASE),
                fields.optional("share", Decimal.share(), 1.0),
                fields.optionalNumber("llamaFactor", FACTOR));
    }
}
