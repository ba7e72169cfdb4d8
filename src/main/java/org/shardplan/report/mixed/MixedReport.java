package org.shardplan.report.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Title;

/** A mixed pipeline: what it takes, what was proved, stage by stage. */
public final class MixedReport {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double PERCENT = 100;

    private final MixedAnswer answer;
    private final Page page;

    private MixedReport(MixedAnswer answer, Page page) {
        this.answer = answer;
        this.page = page;
    }

    public static void write(MixedAnswer answer, Page page) {
        MixedReport report = new MixedReport(answer, page);
        Title.write(answer.problem().training(), page);
        if (answer.best().isPresent()) {
            report.found(answer.best().get());
        } else {
            report.notFound();
        }
        page.blank();
    }

    private void found(MixedEstimate best) {
        page.fact("Best pipeline", page.style().bold(shape(best)), shared(best.layout().shared()));
        step(best);
        price(best);
        if (answer.problem().training().training().tokens().isPresent()) {
            wholeRun(best);
        }
        proof();
        MixedStages.write(best, page);
    }

    private static String shape(MixedEstimate best) {
        long pools = best.stages().stream().map(stage -> stage.stage().pool()).distinct().count();
        return Figures.count(best.stages().size()) + " stages on " + Figures.count(pools, "pool", "pools");
    }

    private static String[] shared(Shared shared) {
        List<String> words = new ArrayList<>(List.of("dp" + shared.data(), "micro-batch " + shared.microBatch(),
                "1f1b schedule", "ZeRO-" + shared.states().zeroStage().number(), shared.precision().label()));
        if (shared.states().optimizer() != OptimizerPrecision.FP32) {
            words.add(shared.states().optimizer().label() + " optimizer state");
        }
        if (shared.states().gradients() != GradientPrecision.FP32) {
            words.add(shared.states().gradients().label() + " gradients");
        }
        return words.toArray(String[]::new);
    }

    private void step(MixedEstimate best) {
        page.fact("Step time", Figures.seconds(best.stepSeconds()) + " ± "
                + Figures.format("%.0f %%", PERCENT * best.expectedError()),
                "no run of a mixed pipeline was measured",
                Figures.scaled(best.tokensPerSecond()) + " tokens/s");
        page.fact("", "", Figures.count(best.microBatches(), "micro-batch", "micro-batches") + " of "
                + Figures.seconds(best.slowest().seconds()) + " at the slowest stage "
                + Figures.seconds(best.paceSeconds()), "filling and draining " + Figures.seconds(best.fillSeconds()),
                "links in between " + Figures.seconds(best.linkSeconds()),
                "gradients and optimizer " + Figures.seconds(best.closingSeconds()));
    }

    private void price(MixedEstimate best) {
        OptionalDouble usd = best.usdPerHour();
        String gpus = Figures.count(best.layout().gpus(), "GPU", "GPUs");
        page.fact("Price", usd.isEmpty() ? Figures.UNKNOWN : Figures.usd(usd.getAsDouble()) + " per hour", gpus,
                usd.isEmpty() ? "neither the problem nor the catalogue knows one for every pool"
                        : Figures.usd(usd.getAsDouble() * best.stepSeconds() / SECONDS_PER_HOUR) + " a step",
                Figures.number(best.ratedPowerKw()) + " kW rated");
    }

    private void wholeRun(MixedEstimate best) {
        List<String> details = new ArrayList<>();
        best.usdPerHour().ifPresent(usd -> details.add(Figures.usd(usd * best.hours()) + " on demand"));
        details.add("without failures and checkpoints");
        page.fact("Whole run", Figures.duration(best.hours() * SECONDS_PER_HOUR), details.toArray(String[]::new));
    }

    private void proof() {
        String over = "over " + Figures.count(answer.settings().all(), "setting", "settings")
                + " of dp, batch and ZeRO";
        String searched = Figures.count(answer.settings().searched()) + " lined up, the rest bounded";
        if (answer.isProved()) {
            page.fact("Proved", page.style().good("optimal"), over, searched);
        } else {
            page.fact("Not proved", page.style().warning("best found"),
                    "at most " + Figures.percent(answer.gapPercent()) + " above the best", over, searched);
        }
    }

    private void notFound() {
        page.line("  " + page.style().bad(answer.isProved() ? "No mixed pipeline is feasible."
                : "No feasible mixed pipeline found. The search ended early, there may be one all the same."));
        answer.obstacles().forEach(obstacle -> page.words("", obstacle));
    }
}
