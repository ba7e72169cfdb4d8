package org.shardplan.report.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.units.Bytes;

/** The numbers of a mixed pipeline, one line for each thing people ask first. */
public final class MixedFacts {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double PERCENT = 100;

    private final MixedEstimate pipeline;
    private final List<Fact> facts = new ArrayList<>();

    private MixedFacts(MixedEstimate pipeline) {
        this.pipeline = pipeline;
    }

    /** All of them, the pipeline first under the label given. */
    public static List<Fact> of(String label, MixedEstimate pipeline) {
        MixedFacts facts = new MixedFacts(pipeline);
        facts.facts.add(new Fact(label, MixedWords.shape(pipeline),
                MixedWords.shared(pipeline.layout().shared())));
        facts.step();
        facts.memory();
        facts.price();
        if (pipeline.problem().training().training().tokens().isPresent()) {
            facts.wholeRun();
        }
        return facts.facts;
    }

    private void fact(String label, String value, String... details) {
        facts.add(new Fact(label, value, List.of(details)));
    }

    private void step() {
        fact("Step time", Figures.seconds(pipeline.stepSeconds()) + " ± "
                + Figures.format("%.0f %%", PERCENT * pipeline.expectedError()),
                "no run of a mixed pipeline was measured",
                Figures.scaled(pipeline.tokensPerSecond()) + " tokens/s");
        fact("Time goes to", Figures.count(pipeline.microBatches()) + " × "
                + Figures.seconds(pipeline.slowest().seconds()),
                "micro-batches on the slowest stage " + Figures.seconds(pipeline.paceSeconds()),
                "filling and draining " + Figures.seconds(pipeline.fillSeconds()),
                "links in between " + Figures.seconds(pipeline.linkSeconds()),
                "gradients and optimizer " + Figures.seconds(pipeline.closingSeconds()));
    }

    private void memory() {
        StageEstimate fullest = pipeline.fullest();
        double free = pipeline.freeBytes(fullest) / Bytes.PER_GIB;
        fact("Memory", Figures.gib(fullest.memory().totalGib()) + " of "
                + Figures.gib(pipeline.pool(fullest).gpu().memory().usable().gib()) + " GiB",
                "stage " + fullest.memory().stage() + " has least room", Figures.gib(Math.abs(free)) + " GiB "
                        + (free < 0 ? "too much, given" : "free beside") + " the reserve");
    }

    private void price() {
        OptionalDouble usd = pipeline.usdPerHour();
        String gpus = Figures.count(pipeline.layout().gpus(), "GPU", "GPUs");
        fact("Price", usd.isEmpty() ? Figures.UNKNOWN : Figures.usd(usd.getAsDouble()) + " per hour", gpus,
                usd.isEmpty() ? "neither the problem nor the catalogue knows one for every pool"
                        : Figures.usd(usd.getAsDouble() * pipeline.stepSeconds() / SECONDS_PER_HOUR) + " a step",
                Figures.number(pipeline.ratedPowerKw()) + " kW rated");
    }

    private void wholeRun() {
        List<String> details = new ArrayList<>();
        pipeline.usdPerHour().ifPresent(usd -> details.add(Figures.usd(usd * pipeline.hours()) + " on demand"));
        details.add("without failures and checkpoints");
        facts.add(new Fact("Whole run", Figures.duration(pipeline.hours() * SECONDS_PER_HOUR), details));
    }

    /** What was proved of an answer that has a pipeline. */
    public static Fact proof(MixedAnswer answer) {
        List<String> details = new ArrayList<>();
        if (!answer.isProved()) {
            details.add("at most " + Figures.percent(answer.gapPercent()) + " above the best");
        }
        details.add("over " + Figures.count(answer.settings().all(), "setting", "settings")
                + " of dp, batch and ZeRO");
        details.add(Figures.count(answer.settings().searched()) + " lined up, the rest bounded");
        return new Fact(answer.isProved() ? "Proved" : "Not proved", answer.isProved() ? "optimal" : "best found",
                details);
    }

    /** That an answer has no pipeline. */
    public static String absence(MixedAnswer answer) {
        return answer.isProved() ? "No mixed pipeline is feasible."
                : "No feasible mixed pipeline found. The search ended early, there may be one all the same.";
    }
}
