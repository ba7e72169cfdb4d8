package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ServingNotes;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.ServingEstimate;

/** Where the numbers come from, how far off they may be, and what was assumed. */
public final class Provenances {

    private static final double PERCENT = 100;

    private Provenances() {
    }

    public static List<Element> of(Estimate estimate) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(error(estimate))));
        content.addAll(of(estimate.problem()));
        return content;
    }

    private static String error(Estimate estimate) {
        Conditions conditions = estimate.problem().conditions();
        Gpu gpu = estimate.pool().gpu();
        return "Step times are predictions. Of layouts like this one, 90 % are expected within "
                + within(estimate.expectedError()) + " of what is measured ("
                + (conditions.calibration().isMeasured(gpu) ? "runs on this kind of GPU were measured"
                        : "no run on this kind of GPU was measured, its efficiencies are assumed") + ").";
    }

    public static List<Element> of(Problem problem) {
        Conditions conditions = problem.conditions();
        Table table = sources(List.of(problem.model()), problem.cluster());
        problem.cluster().pools().stream().map(Pool::gpu).distinct().forEach(gpu -> table.row(
                "efficiency of " + gpu.architecture(), conditions.calibration().device(gpu).source()));
        row("framework " + conditions.framework().name(), conditions.framework().provenance(), table);
        table.row("calibration", conditions.calibration().name());
        return with(problem.assumptions(), table);
    }

    public static List<Element> of(ServingEstimate estimate) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(error(estimate))));
        List<Fact> notes = ServingNotes.of(estimate);
        if (!notes.isEmpty()) {
            content.add(Pieces.list(notes.stream().map(Fact::value).toList()));
        }
        content.addAll(of(estimate.problem()));
        return content;
    }

    private static String error(ServingEstimate estimate) {
        Accuracy accuracy = estimate.accuracy();
        boolean measured = estimate.groups().stream()
                .allMatch(group -> estimate.problem().engine().isMeasured(estimate.pool(group).gpu()));
        return "Times and throughput are predictions. Of layouts like this one, 90 % are expected within "
                + within(accuracy.ttft()) + " (first token), " + within(accuracy.tpot()) + " (next token) and "
                + within(accuracy.throughput()) + " (throughput) of what is measured ("
                + (!accuracy.untested().isEmpty() ? "a judgement: no run shows all of this layout"
                        : measured ? "runs of this engine on this kind of GPU were measured"
                        : "a judgement: no run of this engine on this kind of GPU was measured") + ").";
    }

    private static String within(double share) {
        return "± " + Figures.format("%.0f %%", PERCENT * share);
    }

    public static List<Element> of(ServingProblem problem) {
        Table table = sources(List.of(problem.model()), problem.cluster());
        problem.cluster().pools().stream().map(Pool::gpu).distinct().forEach(gpu -> table.row(
                "kernels of " + gpu.architecture(), problem.engine().kernels(gpu).device().source()));
        row("engine " + problem.engine().name(), problem.engine().provenance(), table);
        return with(problem.assumptions(), table);
    }

    public static List<Element> of(FleetProblem problem) {
        List<Model> models = problem.workloads().stream().map(FleetWorkload::question)
                .map(question -> question instanceof Problem training ? training.model()
                        : ((ServingProblem) question).model()).distinct().toList();
        return with(problem.assumptions(), sources(models, problem.cluster()));
    }

    private static List<Element> with(List<String> assumptions, Table sources) {
        List<Element> content = new ArrayList<>(List.of(sources.element()));
        if (!assumptions.isEmpty()) {
            content.add(Element.of("h3", "Assumed, because the question leaves it open"));
            content.add(Pieces.list(assumptions));
        }
        return content;
    }

    private static Table sources(List<Model> models, Cluster cluster) {
        Table table = new Table(Column.words("What"), Column.words("Source"));
        models.forEach(model -> row("model " + model.name(), model.provenance(), table));
        for (Pool pool : cluster.pools()) {
            row("GPU " + pool.gpu().name(), pool.gpu().provenance(), table);
            if (!pool.price().source().isEmpty()) {
                table.row("price of " + pool.name(), pool.price().source());
            }
        }
        return table;
    }

    private static void row(String what, Provenance provenance, Table table) {
        List<String> notes = new ArrayList<>(List.of("verified: " + provenance.standing()));
        if (!provenance.note().isEmpty()) {
            notes.add(provenance.note());
        }
        table.row(new Text(what), Pieces.twoLines(provenance.source(), notes));
    }
}
