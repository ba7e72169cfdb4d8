package org.shardplan.report.training;

import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Change;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Repair;
import org.shardplan.explain.Repairs;
import org.shardplan.problem.Objective;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.solver.Answer;

/** The nearest feasible layouts, each with its changes and what it costs against the best. */
public final class RepairTable {

    private static final int[] WIDTHS = {44, -13, -10, -10, -8};

    private final Repairs repairs;
    private final Optional<Estimate> best;
    private final Depth depth;
    private final Page page;

    private RepairTable(Advice advice, Depth depth, Page page) {
        this.repairs = advice.repairs();
        this.best = advice.answer().flatMap(Answer::best);
        this.depth = depth;
        this.page = page;
    }

    public static void write(Advice advice, Depth depth, Page page) {
        if (!advice.repairs().nearest().isEmpty()) {
            new RepairTable(advice, depth, page).write();
        }
    }

    private void write() {
        Objective objective = repairs.nearest().get(0).estimate().problem().goal().objective();
        boolean step = objective == Objective.STEP_TIME;
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Smallest repairs", step ? "" : objective.label(),
                "step", "vs best", "GiB")));
        repairs.nearest().stream().limit(depth.items()).forEach(repair -> write(repair, step));
        page.blank();
        page.words("Nearest", claim(repairs));
        page.blank();
    }

    private void write(Repair repair, boolean step) {
        Estimate estimate = repair.estimate();
        List<String> items = repair.changes().stream().map(RepairTable::words).toList();
        String changes = String.join(", ", items);
        boolean fits = Width.of(changes) < WIDTHS[0];
        if (!fits) {
            page.items(items, ", ");
        }
        page.line("  " + Width.row(WIDTHS, fits ? changes : "", step ? "" : Facts.objective(estimate),
                Figures.seconds(estimate.stepSeconds()), difference(estimate),
                Figures.gib(estimate.memory().totalGib())));
        page.remark(List.of(new LayoutWords(estimate.problem(), estimate.layout()).factors()));
    }

    /** {@code pp 2 → 4}. */
    public static String words(Change change) {
        String name = switch (change.decision()) {
            case GPUS -> "GPUs";
            case MICRO_BATCH -> "micro-batch";
            case SEQUENCE_PARALLEL -> "sequence parallelism";
            case RECOMPUTATION -> "recomputation";
            case ZERO_STAGE -> "ZeRO stage";
            case OFFLOAD -> "optimizer in host memory";
            case POOL, TENSOR, PIPELINE, CONTEXT, EXPERT, EXPERT_TENSOR, PRECISION, SCHEDULE, OPTIMIZER, GRADIENTS ->
                    change.decision().label();
        };
        return name + " " + change.from() + " → " + change.to();
    }

    private String difference(Estimate estimate) {
        double percent = best.map(found -> new Comparison(found, estimate).percent()).orElse(Double.NaN);
        return Double.isFinite(percent) ? Figures.format("%+.1f %%", percent) : "";
    }

    /** What is known about the nearest ones. */
    public static String claim(Repairs repairs) {
        int changes = repairs.nearest().get(0).changes().size();
        if (!repairs.isProved()) {
            return "The search was stopped before it had seen all layouts that differ in "
                    + Figures.count(changes, "decision.", "decisions.");
        }
        String keeping = repairs.nearest().stream().anyMatch(Repair::keepsGpus)
                && !repairs.nearest().get(0).keepsGpus() ? " The last ones keep the GPUs." : "";
        return (changes == 1
                ? "Every layout that differs in one decision was tried; smaller changes of the same decision do not help."
                : "No layout that differs in fewer than " + changes + " decisions is feasible, nor smaller changes of "
                        + "the same decisions.") + " dp follows from the GPUs." + keeping;
    }
}
