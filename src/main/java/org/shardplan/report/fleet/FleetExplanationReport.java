package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.Standing;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.explain.Weighed;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Why every workload of a fleet got its place: its other runs, what it costs the others, what would make room. */
public final class FleetExplanationReport {

    private static final int FEW = 3;
    private static final int[] WIDTHS = {28, -6, -8, -17, -17, -17};

    private final FleetExplanation explanation;
    private final FleetSolution solution;
    private final StandingWords words;
    private final Page page;
    private final int most;

    private FleetExplanationReport(FleetExplanation explanation, Depth depth, Page page) {
        this.explanation = explanation;
        this.solution = explanation.solution();
        this.words = new StandingWords(solution);
        this.page = page;
        this.most = depth == Depth.FULL || explanation.standings().size() == 1 ? Integer.MAX_VALUE : FEW;
    }

    public static void write(FleetExplanation explanation, Depth depth, Page page) {
        FleetExplanationReport report = new FleetExplanationReport(explanation, depth, page);
        FleetTitle.write(report.solution.problem(), page);
        explanation.judgement().ifPresent(judgement -> JudgementWords.write(judgement, report.solution, page));
        FleetFacts.write(report.solution, page);
        page.blank();
        FleetLimits.write(explanation, page);
        explanation.standings().forEach(report::standing);
        page.blank();
    }

    private void standing(Standing standing) {
        page.blank();
        String name = page.style().bold(solution.offers().get(standing.workload()).workload().name());
        page.line("  " + name + ": " + words.place(standing.workload()));
        if (standing instanceof Placed placed) {
            page.remark(words.why(placed));
        } else if (standing instanceof LeftOut leftOut) {
            words.why(leftOut).forEach(page::paragraph);
        }
        others(standing);
    }

    private void others(Standing standing) {
        if (standing.others().isEmpty()) {
            return;
        }
        boolean runs = standing instanceof Placed;
        page.line("    " + Width.row(WIDTHS, runs ? "Instead" : "If it ran", "GPUs", "hours", "for itself",
                "from others", "all together"));
        standing.others().stream().limit(most).forEach(this::other);
        if (standing.others().size() > most) {
            page.line("    … " + Figures.count(standing.others().size() - most, "run", "runs") + " more: --workload "
                    + solution.offers().get(standing.workload()).workload().name() + " lists all.");
        }
    }

    private void other(Weighed weighed) {
        Run run = weighed.alternative().run();
        page.line("    " + Width.row(WIDTHS, words.nodes(run), Figures.count(run.gpus()),
                Figures.number(run.hours()), words.signed(weighed.alternative().more()),
                words.signed(weighed.alternative().taken()), words.together(weighed)));
        List<String> consequences = new ArrayList<>(words.consequences(weighed));
        if (!consequences.isEmpty()) {
            consequences.set(0, "  " + consequences.get(0));
        }
        page.remark(consequences);
    }
}
