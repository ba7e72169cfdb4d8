package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Interruptions;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.estimate.Utilisation;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.rule.CapacityRules;
import org.shardplan.units.Bytes;

/** The numbers of one layout, one line for each thing people ask first. */
public final class Facts {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double PERCENT = 100;

    private final Estimate estimate;
    private final Problem problem;
    private final RunEstimate run;
    private final List<Fact> facts = new ArrayList<>();

    private Facts(Estimate estimate) {
        this.estimate = estimate;
        this.problem = estimate.problem();
        this.run = estimate.run();
    }

    public static void write(String label, Estimate estimate, Page page) {
        write(label, of(label, estimate), page);
    }

    public static void write(String label, List<Fact> facts, Page page) {
        for (Fact fact : facts) {
            boolean isLayout = fact.label().equals(label);
            page.fact(fact.label(), isLayout ? page.style().bold(fact.value()) : fact.value(),
                    fact.details().toArray(String[]::new));
        }
    }

    /** All of them, the layout first under the label given. */
    public static List<Fact> of(String label, Estimate estimate) {
        Facts facts = new Facts(estimate);
        facts.layout(label);
        facts.step();
        facts.memory();
        facts.price();
        if (estimate.problem().training().tokens().isPresent()) {
            facts.wholeRun();
            facts.money();
        }
        return facts.facts;
    }

    private void fact(String label, String value, String... details) {
        facts.add(new Fact(label, value, List.of(details)));
    }

    private void layout(String label) {
        LayoutWords words = new LayoutWords(problem, estimate.layout());
        List<String> settings = new ArrayList<>(words.settings());
        if (problem.cluster().pools().size() > 1) {
            settings.add(0, "on " + estimate.pool().name());
        }
        fact(label, words.factors(), settings.toArray(String[]::new));
    }

    private void step() {
        Utilisation used = estimate.utilisation();
        double error = estimate.expectedError();
        String hardware = Figures.percent(used.hfuPercent());
        String model = Figures.percent(used.mfuPercent());
        fact("Step time",
                Figures.seconds(estimate.stepSeconds()) + " ± " + Figures.format("%.0f %%", PERCENT * error),
                Figures.number(estimate.tokensPerSecondPerGpu()) + " tokens/s per GPU",
                "MFU " + model + (hardware.equals(model) ? "" : ", HFU " + hardware),
                Figures.scaled(estimate.tokensPerSecond()) + " tokens/s");
    }

    private void memory() {
        double usable = estimate.pool().gpu().memory().usable().gib();
        double used = estimate.memory().totalGib();
        double reserve = CapacityRules.reserveBytes(problem, estimate.pool()) / Bytes.PER_GIB;
        double free = usable - reserve - used;
        String room = Figures.gib(Math.abs(free)) + " GiB " + (free < 0 ? "too much, given" : "free beside");
        List<String> details = new ArrayList<>();
        if (estimate.layout().mesh().pipeline() > 1) {
            details.add("stage " + estimate.memory().stage() + " is the fullest");
        }
        details.add(room + " the " + Figures.gib(reserve) + " GiB reserve");
        fact("Memory", Figures.gib(used) + " of " + Figures.gib(usable) + " GiB",
                details.toArray(String[]::new));
    }

    private void price() {
        OptionalDouble perGpu = run.pool().price().onDemandUsd();
        if (perGpu.isEmpty()) {
            fact("Price", Figures.UNKNOWN, "neither the problem nor the catalogue knows one");
            return;
        }
        fact("Price", Figures.usd(perGpu.getAsDouble() * estimate.gpus()) + " per hour",
                Figures.usd(perGpu.getAsDouble()) + " per GPU-hour", Figures.usd(run.stepCostUsd()) + " a step");
    }

    private void wholeRun() {
        Interruptions failures = run.onDemand();
        OptionalDouble deadline = problem.goal().limits().spending().deadlineHours();
        fact("Whole run", Figures.duration(run.hours() * SECONDS_PER_HOUR),
                Figures.scaled(run.gpuHours()) + " GPU-hours", Figures.scaled(Math.ceil(run.steps())) + " steps",
                failures.makesProgress()
                        ? Figures.percent(PERCENT * (failures.stretch() - 1)) + " longer with failures and checkpoints"
                        : "never ends: failures come faster than progress",
                Figures.energy(run.energyKwh()) + share(run.hours(), deadline, "deadline"));
    }

    /** {@code , 85 % of the budget}, if there is one. */
    private static String share(double used, OptionalDouble limit, String name) {
        return limit.isEmpty() ? ""
                : ", " + Figures.percent(PERCENT * used / limit.getAsDouble()) + " of the " + name;
    }

    private void money() {
        if (run.pool().price().onDemandUsd().isEmpty()) {
            return;
        }
        double tokens = problem.training().tokens().orElseThrow();
        OptionalDouble budget = problem.goal().limits().spending().budgetUsd();
        fact("Whole price", Figures.usd(run.costUsd()) + " on demand",
                spot(), Figures.usd(run.costUsd() / tokens * 1e6) + " per million tokens"
                        + share(run.costUsd(), budget, "budget"));
    }

    private String spot() {
        OptionalDouble spot = run.spotCostUsd();
        if (spot.isPresent()) {
            return "spot about " + Figures.usd(spot.getAsDouble()) + " with interruptions";
        }
        return run.pool().price().spotUsd().isEmpty() ? "no spot price known"
                : "none on spot: interrupted too often to progress";
    }

    /** The objective, where the other facts do not show it. */
    public static String objective(Estimate estimate) {
        Objective objective = estimate.problem().goal().objective();
        double value = estimate.value(objective);
        return switch (objective) {
            case STEP_TIME -> Figures.seconds(value);
            case TIME_TO_TRAIN -> Figures.duration(value * SECONDS_PER_HOUR);
            case THROUGHPUT -> Figures.scaled(value) + " tokens/s";
            case COST -> Figures.usd(value);
            case GPU_COUNT -> Figures.count(estimate.gpus(), "GPU", "GPUs");
            case ENERGY -> Figures.energy(value);
        };
    }
}
