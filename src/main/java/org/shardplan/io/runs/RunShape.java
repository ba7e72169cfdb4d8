package org.shardplan.io.runs;

import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.io.json.Printable;
import org.shardplan.io.json.Sentence;
import org.shardplan.problem.Attention;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Stack;
import org.shardplan.problem.Vocabulary;

/**
 * The model of a run: its own columns first, then the catalogue's model of that name, then what is usual for its
 * family.
 */
final class RunShape {

    private static final int LEARNED_POSITIONS = 2048;
    private static final int USUAL_VOCABULARY = 50_257;

    private final RunCells cells;
    private final RunTraits traits;
    private final Optional<Model> known;

    RunShape(RunCells cells, RunTraits traits, Optional<Model> known) {
        this.cells = cells;
        this.traits = traits;
        this.known = known;
    }

    Model model() {
        Stack stack = stack();
        return new Model(name(), stack, attention(stack), feedForward(stack), vocabulary(), Provenance.USER);
    }

    private String name() {
        return Printable.of(Sentence.cut(cells.text("model").orElse("unnamed")));
    }

    private Stack stack() {
        return new Stack(
                whole("layers", known.map(Model::layers)),
                whole("hidden", known.map(Model::hidden)),
                traits.get(RunTraits.BIASED)
                        .map(biased -> biased ? Stack.Bias.ALL : Stack.Bias.NONE)
                        .or(() -> known.map(model -> model.stack().bias())).orElse(Stack.Bias.NONE),
                traits.get(RunTraits.DROPOUT)
                        .or(() -> known.map(model -> model.stack().dropout())).orElse(false));
    }

    /** A model of the catalogue keeps its kind of attention unless the row has other heads. */
    private Attention attention(Stack stack) {
        int heads = whole("heads", known.map(model -> model.attention().heads()));
        OptionalInt keyValueHeads = cells.whole("kv_heads");
        if (known.isPresent() && isKnown(known.get().attention(), heads, keyValueHeads)) {
            return known.get().attention();
        }
        int width = known.filter(model -> model.hidden() == stack.hidden())
                .filter(model -> model.attention().heads() == heads)
                .map(model -> model.attention().queryKeyWidth()).orElse(Math.max(1, stack.hidden() / heads));
        return new GroupedQueryAttention(heads, keyValueHeads.orElse(heads), width, Optional.empty());
    }

    private static boolean isKnown(Attention attention, int heads, OptionalInt keyValueHeads) {
        boolean sameKeys = !(attention instanceof GroupedQueryAttention grouped)
                || keyValueHeads.isEmpty() || keyValueHeads.getAsInt() == grouped.keyValueHeads();
        return attention.heads() == heads && sameKeys;
    }

    private FeedForward feedForward(Stack stack) {
        OptionalInt experts = cells.whole("experts");
        boolean mixed = known.isPresent() && known.get().feedForward() instanceof MixtureOfExperts;
        boolean several = experts.isPresent() ? experts.getAsInt() > 1 : mixed;
        return several ? new RunExperts(cells, known).read(width(stack), isGated()) : dense(stack);
    }

    private DenseFeedForward dense(Stack stack) {
        return new DenseFeedForward(width(stack), isGated());
    }

    private boolean isGated() {
        return traits.get(RunTraits.GATED)
                .or(() -> known.map(model -> model.feedForward().dense().gated())).orElse(true);
    }

    /** Usual widths: 4·h for plain blocks, 8/3·h rounded up to 256 for gated ones. */
    private int width(Stack stack) {
        OptionalInt given = cells.whole("ffn_hidden");
        if (given.isPresent()) {
            return given.getAsInt();
        }
        if (known.isPresent()) {
            return known.get().feedForward().dense().width();
        }
        int usual = isGated() ? (8 * stack.hidden() / 3 + 255) / 256 * 256 : 4 * stack.hidden();
        cells.assume("ffn_hidden not given: " + usual + ".");
        return usual;
    }

    private Vocabulary vocabulary() {
        OptionalInt size = cells.whole("vocab");
        boolean positions = traits.get(RunTraits.LEARNED_POSITIONS)
                .or(() -> known.map(model -> model.vocabulary().learnedPositions() > 0)).orElse(false);
        return new Vocabulary(
                size.isPresent() ? size.getAsInt() : usualVocabulary(),
                traits.get(RunTraits.TIED).or(() -> known.map(model -> model.vocabulary().tied())).orElse(false),
                positions ? LEARNED_POSITIONS : 0);
    }

    private int usualVocabulary() {
        int usual = known.map(model -> model.vocabulary().size())
                .orElse(traits.get(RunTraits.VOCABULARY, USUAL_VOCABULARY));
        cells.assume("vocab not given: " + usual + ".");
        return usual;
    }

    private int whole(String column, Optional<Integer> fallback) {
        if (cells.text(column).isEmpty() && fallback.isPresent()) {
            return fallback.get();
        }
        return cells.required(column);
    }
}
