package org.shardplan.io.model;

import java.util.Optional;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.MixtureOfExperts.Placement;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Stack;

/** Reads the feed-forward blocks of a model, with experts or without. */
public final class FeedForwardReader {

    private static final WholeNumber EXPERTS = WholeNumber.between(1, 65_536, "experts");
    private static final WholeNumber GROUPS = WholeNumber.between(0, 65_536, "groups");
    private static final WholeNumber SHARED_WIDTH = WholeNumber.between(0, 1_000_000, "");

    private FeedForwardReader() {
    }

    static FeedForward read(Fields model, Stack stack) {
        DenseFeedForward dense = dense(model.required("feedForward", Nested.OBJECT));
        Optional<Fields> experts = model.optional("experts", Nested.OBJECT);
        return experts.isPresent() ? experts(experts.get(), dense, stack) : dense;
    }

    public static DenseFeedForward dense(Fields fields) {
        return new DenseFeedForward(
                fields.required("width", ModelReader.WIDTH), fields.optional("gated", Flag.FLAG, true));
    }

    public static MixtureOfExperts experts(Fields fields, DenseFeedForward dense, Stack stack) {
        int count = fields.required("count", EXPERTS);
        int topK = fields.required("topK", EXPERTS);
        if (fields.isSound() && topK > count) {
            fields.reject("topK", "be at most the count of experts (" + count + ")", "");
        }
        DenseFeedForward expert = new DenseFeedForward(fields.required("width", ModelReader.WIDTH), dense.gated());
        int sharedWidth = fields.optional("sharedWidth", SHARED_WIDTH, 0);
        return new MixtureOfExperts(dense, routing(fields, count, topK), expert, sharedWidth, placement(fields, stack));
    }

    private static Routing routing(Fields fields, int count, int topK) {
        int limit = fields.optional("groupLimit", GROUPS, 0);
        int groups = fields.optional("groups", GROUPS, 0);
        if (fields.isSound() && groups > 0 && (limit > groups || count % groups > 0)) {
            fields.reject("groups", "be at least the groupLimit (" + limit + ") and divide the count of experts ("
                    + count + ")", "");
        }
        return new Routing(count, topK, limit, groups);
    }

    /** Bounded so that at least one layer holds experts. */
    private static Placement placement(Fields fields, Stack stack) {
        WholeNumber leading = WholeNumber.between(0, stack.layers() - 1, "layers");
        WholeNumber every = WholeNumber.between(1, stack.layers(), "layers");
        return new Placement(
                fields.optional("leadingDenseLayers", leading, 0), fields.optional("every", every, 1));
    }
}
