package org.shardplan.report.html;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Provenance;
import org.shardplan.report.Figures;
import org.shardplan.report.html.Table.Column;

/** Where the numbers come from, how far off they may be, and what was assumed. */
final class Provenances {

    private static final double PERCENT = 100;

    private Provenances() {
    }

    static List<Element> of(Estimate estimate) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(error(estimate))));
        content.addAll(of(estimate.problem()));
        return content;
    }

    private static String error(Estimate estimate) {
        Conditions conditions = estimate.problem().conditions();
        Gpu gpu = estimate.pool().gpu();
        return "Step times are predictions. Of layouts like this one, 90 % are expected within ± "
                + Figures.format("%.0f %%", PERCENT * estimate.expectedError()) + " of what is measured ("
                + (conditions.calibration().isMeasured(gpu) ? "runs on this kind of GPU were measured"
                        : "no run on this kind of GPU was measured, its efficiencies are assumed") + ").";
    }

    static List<Element> of(Problem problem) {
        List<Element> content = new ArrayList<>(List.of(sources(problem)));
        if (!problem.assumptions().isEmpty()) {
            content.add(Element.of("h3", "Assumed, because the question leaves it open"));
            content.add(Pieces.list(problem.assumptions()));
        }
        return content;
    }

    private static Element sources(Problem problem) {
        Table table = new Table(Column.words("What"), Column.words("Source"));
        row("model " + problem.model().name(), problem.model().provenance(), table);
        for (Pool pool : problem.cluster().pools()) {
            row("GPU " + pool.gpu().name(), pool.gpu().provenance(), table);
            if (!pool.price().source().isEmpty()) {
                table.row("price of " + pool.name(), pool.price().source());
            }
            table.row("efficiency of " + pool.gpu().architecture(),
                    problem.conditions().calibration().device(pool.gpu()).source());
        }
        row("framework " + problem.conditions().framework().name(),
                problem.conditions().framework().provenance(), table);
        table.row("calibration", problem.conditions().calibration().name());
        return table.element();
    }

    private static void row(String what, Provenance provenance, Table table) {
        List<String> notes = new ArrayList<>(List.of("verified: " + provenance.verification().label()));
        if (!provenance.note().isEmpty()) {
            notes.add(provenance.note());
        }
        table.row(new Text(what), Pieces.twoLines(provenance.source(), notes));
    }
}
