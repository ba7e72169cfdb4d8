package org.shardplan.report;

import java.util.List;
import java.util.Optional;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingBinding;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.explain.ServingRepair;
import org.shardplan.serving.time.StepPart;

/**
 * What is to be said about one serving layout, as the terminal shows it.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record ServingExplanationReport(Style style, Depth depth) {

    private static final double MILLI = 1000;
    private static final double VISIBLE_SHARE = 0.0005;
    private static final int[] REPAIRS = {50, -14, -11, -11, -9};
    private static final int[] SIDES = {26, -14, -14, -14};
    private static final int[] BINDINGS = {44, -10, 3};

    /**
     * The report on one layout, with a line feed at its end.
     *
     * @param explanation the verdict
     * @param advice what is better, or near and feasible
     * @param nextCommands what the reader may want to run next
     */
    public String of(ServingExplanation explanation, ServingAdvice advice, List<String> nextCommands) {
        Page page = new Page(style);
        ServingTitle.write(explanation.estimate().problem(), page);
        verdict(explanation, page);
        repairs(advice, page);
        ServingReport.remedies(advice.answer().remedies(), page);
        beside(explanation, advice, page);
        bindings(advice, page);
        ServingFacts.write("Layout", explanation.estimate(), page);
        ServingCharts.write(explanation.estimate(), page);
        page.blank();
        Closing.assumptions(explanation.estimate().problem().assumptions(), depth, page);
        Closing.nextCommands(nextCommands, page);
        return page.toString();
    }

    private static void verdict(ServingExplanation explanation, Page page) {
        switch (explanation.verdict()) {
            case FEASIBLE -> page.line("  " + page.style().good("Feasible:") + " the layout breaks no rule.");
            case REJECTED -> {
                page.line("  " + page.style().bad("Rejected:") + " the layout breaks "
                        + Figures.count(explanation.violations().size(), "rule", "rules") + ".");
                Rejections.violations(explanation.violations(), page);
            }
        }
        page.blank();
        if (explanation.isImpossible()) {
            page.line("  Such a layout cannot run; its figures are what they would be if it could.");
            page.blank();
        }
    }

    private void repairs(ServingAdvice advice, Page page) {
        if (advice.repairs().isEmpty()) {
            return;
        }
        page.line("  " + style.bold(Width.row(REPAIRS, "Nearest repairs", "objective", "first", "next", "vs best")));
        advice.repairs().forEach(repair -> write(repair, advice.answer().best(), page));
        page.blank();
    }

    private static void write(ServingRepair repair, Optional<ServingEstimate> best, Page page) {
        String changes = String.join(", ", repair.changes().stream()
                .map(change -> change.decision() + " " + change.from() + " → " + change.to()).toList());
        ServingEstimate estimate = repair.estimate();
        boolean fits = Width.of(changes) < REPAIRS[0];
        if (!fits) {
            page.line("  " + changes);
        }
        page.line("  " + Width.row(REPAIRS, fits ? changes : "", ServingFacts.objective(estimate),
                Figures.seconds(estimate.times().late().ttftMs() / MILLI),
                Figures.seconds(estimate.times().late().tpotMs() / MILLI),
                best.map(found -> ServingRunnersUp.difference(new ServingComparison(found, estimate))).orElse("")));
        page.remark(List.of(new ServingWords(estimate.problem(), estimate.layout()).factors()));
    }

    private void beside(ServingExplanation explanation, ServingAdvice advice, Page page) {
        Optional<ServingEstimate> best = advice.answer().best();
        if (best.isEmpty() || explanation.isImpossible()) {
            return;
        }
        ServingEstimate other = explanation.estimate();
        if (best.get().layout().equals(other.layout())) {
            page.words("Best", "No layout is better.");
            page.blank();
            return;
        }
        ServingComparison comparison = new ServingComparison(best.get(), other);
        ServingWords words = new ServingWords(best.get().problem(), best.get().layout());
        page.fact("Best layout", words.factors(),
                words.settingsUnlike(new ServingWords(other.problem(), other.layout())).toArray(String[]::new));
        page.words("This one", explanation.violations().isEmpty() ? Figures.percent(comparison.percent()) + " worse by "
                + other.problem().goal().objective().label() + " (" + ServingFacts.objective(other) + ", the best "
                + ServingFacts.objective(best.get()) + ")"
                + (comparison.isTie() ? ": a tie within the model's error." : ".") : "not feasible, see above.");
        page.blank();
        table(best.get(), other, page);
        page.blank();
    }

    private void table(ServingEstimate best, ServingEstimate other, Page page) {
        page.line("  " + style.bold(Width.row(SIDES, "", "this one", "the best", "difference")));
        row("first token", other.times().late().ttftMs(), best.times().late().ttftMs(), page);
        row("next token", other.times().late().tpotMs(), best.times().late().tpotMs(), page);
        row("whole request", other.times().late().endToEndMs(), best.times().late().endToEndMs(), page);
        page.line("  " + Width.row(SIDES, "tokens/s", Figures.number(other.tokensPerSecond()),
                Figures.number(best.tokensPerSecond()),
                Figures.format("%+.1f %%", 100 * (other.tokensPerSecond() / best.tokensPerSecond() - 1))));
        double total = Math.max(step(other), step(best));
        for (StepPart part : StepPart.values()) {
            double own = MILLI * other.answers().decode().seconds(part);
            double theirs = MILLI * best.answers().decode().seconds(part);
            if (Math.max(own, theirs) > VISIBLE_SHARE * MILLI * total) {
                row("step: " + part.label(), own, theirs, page);
            }
        }
    }

    private static double step(ServingEstimate estimate) {
        return estimate.answers().decode().totalSeconds();
    }

    private static void row(String label, double own, double theirs, Page page) {
        double difference = own - theirs;
        page.line("  " + Width.row(SIDES, label, seconds(own), seconds(theirs),
                (difference < 0 ? "−" : difference > 0 ? "+" : "") + seconds(Math.abs(difference))));
    }

    private static String seconds(double milliseconds) {
        return milliseconds == 0 ? "0 s" : Figures.seconds(milliseconds / MILLI);
    }

    private void bindings(ServingAdvice advice, Page page) {
        if (advice.bindings().isEmpty()) {
            return;
        }
        page.line("  " + style.bold(Width.row(BINDINGS, "What binds", "gain", "") + "then best"));
        for (ServingBinding binding : advice.bindings()) {
            ServingEstimate then = binding.comparison().best();
            boolean same = then.layout().equals(binding.comparison().other().layout());
            page.line("  " + Width.row(BINDINGS, binding.what(), Figures.percent(binding.gainPercent()), "")
                    + (same ? "the same layout" : new ServingWords(then.problem(), then.layout()).factors()));
        }
        page.blank();
    }
}
