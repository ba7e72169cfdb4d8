package org.shardplan.report.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.report.page.Closing;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.words.ProofWords;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.RulePrice;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.solver.ReachableLevel;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingAnswer.Remedies;
import org.shardplan.serving.solver.ServingMiss;

/**
 * What was found for a serving problem as the terminal shows it: the verdict, then the evidence, then the way on.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record ServingReport(Style style, Depth depth) {

    private static final double MILLI = 1000;

    /**
     * The report on an answer, with a line feed at its end.
     *
     * @param answer the answer
     * @param nextCommands what the reader may want to run next
     */
    public String of(ServingAnswer answer, List<String> nextCommands) {
        Page page = new Page(style);
        ServingTitle.write(answer.problem(), page);
        Optional<ServingEstimate> best = answer.best();
        if (best.isPresent()) {
            ServingFacts.write("Best layout", best.get(), page);
            ProofWords.write(answer, page);
            ServingCharts.write(best.get(), page);
            ServingRunnersUp.write(answer.ranking(), page);
        } else {
            notFound(answer, page);
        }
        page.blank();
        Rejections.write(answer.rejections(), RulePrice.of(answer), depth, page);
        return Closing.close(page, depth, answer.problem().assumptions(), nextCommands);
    }

    private static void notFound(ServingAnswer answer, Page page) {
        ProofWords.write(answer, page);
        remedies(answer.remedies(), page);
        page.blank();
        Optional<ServingMiss> nearest = answer.remedies().nearest();
        if (nearest.isPresent()) {
            ServingFacts.write("Nearest miss", nearest.get().estimate(), page);
            Rejections.violations(nearest.get().violations(), page);
            ServingCharts.write(nearest.get().estimate(), page);
        }
    }

    static void remedies(Remedies remedies, Page page) {
        remedies(remedies).forEach(sentence -> page.words("", sentence));
    }

    /** What would make an answer possible, a sentence each. */
    public static List<String> remedies(Remedies remedies) {
        List<String> sentences = new ArrayList<>();
        remedies.moreGpus().ifPresent(enough -> sentences.add("With more of the same GPUs, "
                + Figures.count(enough.gpus()) + " would do: " + factors(enough) + "."));
        for (ReachableLevel level : remedies.levels()) {
            sentences.add("With a " + level.level().what() + " within "
                    + Figures.seconds(level.milliseconds() / MILLI) + " instead of "
                    + Figures.seconds(level.askedMs() / MILLI) + ": " + factors(level.estimate()) + ".");
        }
        return sentences;
    }

    private static String factors(ServingEstimate estimate) {
        return ServingComparisonWords.words(estimate).factors();
    }
}
