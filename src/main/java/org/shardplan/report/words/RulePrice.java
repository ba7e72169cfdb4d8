package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Rejection;

/**
 * What rules cost, in words.
 *
 * @param <E> estimates of layouts
 */
public final class RulePrice<E> {

    private static final String FREE = "costs nothing";

    private final Optional<ToDoubleFunction<E>> gainPercent;
    private final Function<E, String> objective;
    private final Function<E, List<String>> layout;

    private RulePrice(Optional<ToDoubleFunction<E>> gainPercent, Function<E, String> objective,
            Function<E, List<String>> layout) {
        this.gainPercent = gainPercent;
        this.objective = objective;
        this.layout = layout;
    }

    /** Against the best layout for training, if there is one. */
    public static RulePrice<Estimate> of(Answer answer) {
        return new RulePrice<>(answer.best().map(best -> without -> -new Comparison(best, without).percent()),
                Facts::objective, without -> layout(without, answer.best()));
    }

    /** Against the best layout for serving, if there is one. */
    public static RulePrice<ServingEstimate> of(ServingAnswer answer) {
        return new RulePrice<>(answer.best().map(best -> without -> -new ServingComparison(best, without).percent()),
                ServingFacts::objective, without -> layout(without, answer.best()));
    }

    /** What a rule costs, as far as that was looked for; nothing to say where it was not. */
    public Optional<String> cost(Rejection<E> rejection) {
        return gain(rejection).or(() -> rejection.without().map(without -> FREE));
    }

    /** What would be better without the rule. */
    Optional<String> gain(Rejection<E> rejection) {
        return rejection.without().filter(this::isBetter)
                .map(without -> "without it " + objective.apply(without)
                        + gainPercent.map(gain -> " (" + Figures.percent(gain.applyAsDouble(without)) + " better)")
                                .orElse("")
                        + " with " + String.join(", ", layout.apply(without)));
    }

    private boolean isBetter(E without) {
        return gainPercent.isEmpty() || gainPercent.get().applyAsDouble(without) > 0;
    }

    private static List<String> layout(Estimate without, Optional<Estimate> best) {
        LayoutWords words = new LayoutWords(without.problem(), without.layout());
        List<String> parts = new ArrayList<>(List.of(unbroken(words.factors())));
        if (without.problem().cluster().pools().size() > 1) {
            parts.add("on " + without.pool().name());
        }
        parts.addAll(best.map(now -> words.settingsUnlike(new LayoutWords(now.problem(), now.layout())))
                .orElse(List.of()));
        return parts;
    }

    private static List<String> layout(ServingEstimate without, Optional<ServingEstimate> best) {
        ServingWords words = ServingComparisonWords.words(without);
        List<String> parts = new ArrayList<>(List.of(unbroken(words.factors())));
        parts.addAll(best.map(now -> words.settingsUnlike(ServingComparisonWords.words(now))).orElse(List.of()));
        return parts;
    }

    private static String unbroken(String words) {
        return words.replace(' ', Page.UNBREAKABLE);
    }
}
