package org.shardplan.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.WeightFormat;

/**
 * What storing weights, or keys and values, in fewer bits was published to cost in benchmark score.
 *
 * @param weights losses by format of the weights
 * @param keyValues losses by format of keys and values
 */
public record PublishedLosses(List<Loss> weights, List<Loss> keyValues) {

    /** Nothing is known. */
    public static final PublishedLosses NONE = new PublishedLosses(List.of(), List.of());

    public PublishedLosses {
        weights = List.copyOf(weights);
        keyValues = List.copyOf(keyValues);
    }

    /**
     * One published figure.
     *
     * @param format label of the format
     * @param model model that was measured
     * @param percent loss of score relative to 16 bit; 0 where it rose
     * @param benchmark what was scored, or that the authors publish the model in this format
     * @param source where it was published
     */
    public record Loss(String format, String model, double percent, String benchmark, String source) {

        /** The benchmark of a model whose authors publish it in this format and no other. */
        public static final String AS_PUBLISHED = "published in this format";

        /** Whether the authors publish the model in this format. */
        public boolean isAsPublished() {
            return benchmark.equals(AS_PUBLISHED);
        }

        private static Loss none(String format) {
            return new Loss(format, "", 0, "", "");
        }
    }

    /**
     * The loss of this model or, if nobody measured it, the largest of all models that were: that others are
     * published in a format says nothing of a model that is not. Empty if nothing is known.
     */
    public Optional<Loss> of(WeightFormat format, Model model) {
        return format.bits() >= Short.SIZE ? Optional.of(Loss.none(format.label()))
                : largest(weights, format.label(), model.name());
    }

    /** The same for keys and values. */
    public Optional<Loss> of(KeyValueFormat format, Model model) {
        return format == KeyValueFormat.BF16 ? Optional.of(Loss.none(format.label()))
                : largest(keyValues, format.label(), model.name());
    }

    /** The format in which the authors publish the model, if it is none of 16 bit. */
    public Optional<WeightFormat> published(Model model) {
        return Stream.of(WeightFormat.values())
                .filter(format -> of(format, model)
                        .filter(loss -> loss.isAsPublished() && loss.model().equals(model.name())).isPresent())
                .findFirst();
    }

    private static Optional<Loss> largest(List<Loss> losses, String format, String model) {
        List<Loss> known = losses.stream().filter(loss -> loss.format().equals(format)).toList();
        List<Loss> own = known.stream().filter(loss -> loss.model().equals(model)).toList();
        return (own.isEmpty() ? known.stream().filter(loss -> !loss.isAsPublished()) : own.stream())
                .max(Comparator.comparingDouble(Loss::percent));
    }
}
