package org.shardplan.io.model;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Attention;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.SlidingWindow;
import org.shardplan.problem.Stack;

/** Reads the attention block of a model. */
public final class AttentionReader {

    private static final String GROUPED_QUERY = "grouped-query";
    private static final String LATENT = "latent";
    private static final Choice<String> KIND = Choice.of(List.of(GROUPED_QUERY, LATENT));
    private static final WholeNumber RANK = WholeNumber.between(0, 1_000_000, "");
    private static final WholeNumber WINDOW = WholeNumber.between(1, 100_000_000, "tokens");

    private AttentionReader() {
    }

    static Attention read(Fields model, Stack stack) {
        Fields fields = model.required("attention", Nested.OBJECT);
        String kind = fields.required("kind", KIND);
        if (!fields.isSound()) {
            fields.acceptOthers();
        }
        return kind.equals(LATENT) ? latent(fields) : groupedQuery(model, fields, stack);
    }

    public static LatentAttention latent(Fields fields) {
        return new LatentAttention(
                fields.required("heads", ModelReader.HEADS),
                fields.optional("queryRank", RANK, 0),
                fields.required("keyValueRank", ModelReader.WIDTH),
                fields.required("plainWidth", ModelReader.WIDTH),
                fields.required("rotaryWidth", RANK),
                fields.required("valueWidth", ModelReader.WIDTH));
    }

    public static GroupedQueryAttention groupedQuery(Fields model, Fields fields, Stack stack) {
        int heads = fields.required("heads", ModelReader.HEADS);
        int keyValueHeads = fields.optional("keyValueHeads", ModelReader.HEADS, heads);
        int headWidth = fields.optional("headWidth", ModelReader.WIDTH, stack.hidden() / heads);
        if (fields.isSound() && heads % keyValueHeads != 0) {
            fields.reject("keyValueHeads", "divide the heads (" + heads + ")", "");
        }
        if (model.isSound() && !fields.has("headWidth") && stack.hidden() % heads != 0) {
            fields.reject("heads", "divide hidden (" + stack.hidden() + ")", "give the headWidth too");
        }
        return new GroupedQueryAttention(heads, keyValueHeads, headWidth, window(fields, stack));
    }

    public static SlidingWindow slidingWindow(Fields fields, Stack stack) {
        WholeNumber some = WholeNumber.between(1, stack.layers(), "layers");
        int tokens = fields.required("tokens", WINDOW);
        int layers = fields.optional("layers", some.advising("leave it out if all layers have it"), stack.layers());
        return new SlidingWindow(tokens, (double) layers / stack.layers());
    }

    private static Optional<SlidingWindow> window(Fields fields, Stack stack) {
        Optional<Fields> window = fields.optional("slidingWindow", Nested.OBJECT);
        return window.isPresent() ? Optional.of(slidingWindow(window.get(), stack)) : Optional.empty();
    }
}
