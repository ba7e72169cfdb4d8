package org.shardplan.io.model;

import java.util.List;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Attention;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Stack;
import org.shardplan.problem.Vocabulary;

/** Reads the shape of a model, from the catalogue or inline. */
public final class ModelReader {

    static final WholeNumber LAYERS = WholeNumber.between(1, 10_000, "layers");
    static final WholeNumber WIDTH = WholeNumber.between(1, 1_000_000, "");
    static final WholeNumber HEADS = WholeNumber.between(1, 65_536, "heads");

    private static final WholeNumber VOCABULARY = WholeNumber.between(1, 10_000_000, "tokens");
    private static final WholeNumber POSITIONS = WholeNumber.between(0, 100_000_000, "positions");
    private static final Choice<Stack.Bias> BIAS =
            new Choice<>(List.of("none", "qkv", "all"), List.of(Stack.Bias.values()));

    private ModelReader() {
    }

    public static Model read(Fields fields, Provenance provenance) {
        Stack stack = new Stack(
                fields.required("layers", LAYERS),
                fields.required("hidden", WIDTH),
                fields.optional("bias", BIAS, Stack.Bias.NONE),
                fields.optional("dropout", Flag.FLAG, false),
                FunctionsReader.read(fields));
        Attention attention = AttentionReader.read(fields, stack);
        FeedForward feedForward = FeedForwardReader.read(fields, stack);
        String name = fields.required("name", Text.NAME);
        return new Model(name, stack, attention, feedForward, vocabulary(fields), provenance);
    }

    private static Vocabulary vocabulary(Fields fields) {
        return new Vocabulary(
                fields.required("vocabulary", VOCABULARY),
                fields.optional("tiedEmbeddings", Flag.FLAG, false),
                fields.optional("learnedPositions", POSITIONS, 0));
    }
}
