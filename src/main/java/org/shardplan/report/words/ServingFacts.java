package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.rule.ServiceLevel;

/** The numbers of one serving layout, one line for each thing people ask first. */
public final class ServingFacts {

    private static final double MILLI = 1000;
    private static final double PERCENT = 100;

    private final ServingEstimate estimate;
    private final ServingProblem problem;
    private final List<Fact> facts = new ArrayList<>();

    private ServingFacts(ServingEstimate estimate) {
        this.estimate = estimate;
        this.problem = estimate.problem();
    }

    public static void write(String label, ServingEstimate estimate, Page page) {
        Facts.write(label, of(label, estimate), page);
        ServingNotes.of(estimate).forEach(note -> page.words(note.label(), note.value()));
    }

    /** All of them, the layout first under the label given. */
    public static List<Fact> of(String label, ServingEstimate estimate) {
        ServingFacts facts = new ServingFacts(estimate);
        facts.layout(label);
        facts.times();
        facts.throughput();
        if (!(estimate.layout() instanceof ServingLayout.Pipeline)) {
            estimate.groups().forEach(facts::memory);
        }
        facts.price();
        return facts.facts;
    }

    private void fact(String label, String value, String... details) {
        facts.add(new Fact(label, value, List.of(details)));
    }

    private void layout(String label) {
        ServingWords words = new ServingWords(problem, estimate.layout());
        fact(label, words.factors(), words.settings().toArray(String[]::new));
    }

    private void times() {
        Accuracy error = estimate.accuracy();
        time(ServiceLevel.TTFT, "First token", " ± " + percent(error.ttft()),
                estimate.layout() instanceof ServingLayout.Pipeline ? ""
                        : "a prompt alone takes " + Figures.seconds(estimate.prompts().prompt().totalSeconds()));
        if (problem.serving().lengths().output() > 1) {
            time(ServiceLevel.TPOT, "Next token", " ± " + percent(error.tpot()),
                    Figures.number(MILLI / estimate.times().mean().tpotMs()) + " tokens/s for each request");
        }
        time(ServiceLevel.END_TO_END, "Request", "", "");
    }

    /** How long the next token takes at the percentile of the levels; a dash where there is none. */
    public static String nextToken(ServingEstimate estimate) {
        return estimate.problem().serving().lengths().output() == 1 ? "–"
                : Figures.seconds(estimate.times().late().tpotMs() / MILLI);
    }

    private static String percent(double share) {
        return Figures.format("%.0f %%", PERCENT * share);
    }

    private void time(ServiceLevel level, String label, String error, String detail) {
        double mean = level.milliseconds(estimate.times().mean());
        if (!Double.isFinite(mean)) {
            fact(label, "grows without end", detail.isEmpty() ? new String[0] : new String[] {detail});
            return;
        }
        double late = level.milliseconds(estimate.times().late());
        double planned = level.milliseconds(estimate.times().planned());
        OptionalDouble limit = level.limit(problem.serving().levels());
        List<String> details = new ArrayList<>();
        if (!problem.serving().levels().isMean()) {
            details.add(Figures.seconds(late / MILLI) + " at percentile "
                    + Figures.plain(problem.serving().levels().percentile()));
        }
        limit.ifPresent(most -> details.add(Figures.percent(PERCENT * planned / most) + " of the "
                + Figures.seconds(most / MILLI) + " allowed"
                + (planned > late ? " with a margin of " + Figures.percent(PERCENT * (planned / late - 1)) : "")));
        if (!detail.isEmpty()) {
            details.add(detail);
        }
        fact(label, Figures.seconds(mean / MILLI) + error, details.toArray(String[]::new));
    }

    private void throughput() {
        GroupEstimate answers = estimate.answers();
        fact("Throughput", Figures.scaled(estimate.tokensPerSecond()) + " tokens/s ± "
                        + percent(estimate.accuracy().throughput()),
                Figures.number(estimate.flow().requestsPerSecond()) + " requests/s",
                Figures.number(estimate.tokensPerSecondPerGpu()) + " tokens/s per GPU",
                Figures.number(answers.occupancy().sequences()) + " sequences at a time"
                        + (estimate.layout() instanceof ServingLayout.Pipeline ? "" : " a replica"),
                Figures.percent(PERCENT * estimate.flow().requestsPerSecond() / estimate.flow().capacity())
                        + " of what it could serve");
    }

    private void memory(GroupEstimate group) {
        ServingMemory memory = group.memory();
        double room = Math.max(0, memory.keyValues().gib());
        long sequences = (long) memory.sequences() * group.group().replica().split().attentionData();
        fact("Memory", Figures.gib(memory.usable().gib()) + " GiB a GPU" + side(group),
                Figures.gib(memory.weights().gib()) + " GiB weights",
                Figures.gib(room) + " GiB left for keys and values of "
                        + Figures.count(sequences, "sequence", "sequences"),
                Figures.number(memory.perSequence().gib()) + " GiB each");
    }

    private String side(GroupEstimate group) {
        if (estimate.layout() instanceof ServingLayout.Disaggregated) {
            return group == estimate.prompts() ? " (prompts)" : " (answers)";
        }
        return "";
    }

    private void price() {
        double perHour = estimate.usdPerHour();
        if (!Double.isFinite(perHour)) {
            fact("Price", Figures.UNKNOWN, "neither the problem nor the catalogue knows one");
            return;
        }
        fact("Price", Figures.usd(perHour) + " per hour",
                Figures.usd(estimate.usdPerMillionTokens()) + " per million tokens out",
                Figures.energy(estimate.kwhPerMillionTokens()) + " per million tokens out");
    }

    /** The objective, where the other facts do not show it. */
    public static String objective(ServingEstimate estimate) {
        ServingObjective objective = estimate.problem().goal().objective();
        double value = estimate.value(objective);
        return switch (objective) {
            case COST_PER_MILLION_TOKENS -> Figures.usd(value) + "/M";
            case COST -> Figures.usd(value) + "/h";
            case LATENCY -> Figures.seconds(value / MILLI);
            case THROUGHPUT, THROUGHPUT_PER_GPU -> Figures.number(value) + " tok/s";
            case GPU_COUNT -> Figures.count(estimate.gpus(), "GPU", "GPUs");
            case ENERGY -> Figures.energy(value);
        };
    }
}
