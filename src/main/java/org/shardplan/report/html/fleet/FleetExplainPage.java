package org.shardplan.report.html.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.Judgement;
import org.shardplan.fleet.explain.Standing;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.explain.Weighed;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.report.fleet.JudgementWords;
import org.shardplan.report.fleet.StandingWords;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.page.Figures;

/** Why every workload of a fleet has its place, as a web page. */
public final class FleetExplainPage {

    private final FleetSolution solution;
    private final StandingWords words;
    private final Sheet sheet;

    private FleetExplainPage(FleetSolution solution) {
        this.solution = solution;
        this.words = new StandingWords(solution);
        this.sheet = new Sheet(solution.problem().name());
    }

    /** The file that shows an explanation. */
    public static String of(FleetExplanation explanation, Closing closing) {
        FleetExplainPage page = new FleetExplainPage(explanation.solution());
        page.sheet.add(Pieces.title(page.solution.problem()));
        explanation.judgement().ifPresent(page::judgement);
        FleetSolvePage.lead(page.solution, page.sheet);
        page.sheet.section("Limits and their prices",
                FleetSolvePage.limits(explanation.limits(), page.solution.problem()));
        page.sheet.section("Pools and who is on them", PoolSection.of(page.solution));
        page.sheet.section("Schedule", ScheduleSection.of(page.solution));
        explanation.standings().forEach(page::standing);
        page.sheet.section("Where the numbers come from", Provenances.of(page.solution.problem()));
        return closing.close(page.sheet);
    }

    private void judgement(Judgement judgement) {
        JudgementWords given = new JudgementWords(judgement, solution);
        sheet.add(Pieces.verdict(judgement.isFeasible() ? Mood.GOOD : Mood.BAD, "The plan that was given is "
                + (judgement.isFeasible() ? "feasible:" : "rejected."), String.join(", ", given.standing())));
        for (List<String> sentences : List.of(given.broken(), given.differences())) {
            if (!sentences.isEmpty()) {
                sheet.add(Pieces.list(sentences));
            }
        }
    }

    private void standing(Standing standing) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(words.place(standing.workload()))));
        if (standing instanceof Placed placed) {
            String why = String.join(", ", words.why(placed));
            content.add(Pieces.paragraph(Character.toUpperCase(why.charAt(0)) + why.substring(1) + "."));
        } else if (standing instanceof LeftOut leftOut) {
            words.why(leftOut).forEach(sentence -> content.add(Pieces.paragraph(sentence)));
        }
        if (!standing.others().isEmpty()) {
            content.add(others(standing));
        }
        sheet.section(solution.offers().get(standing.workload()).workload().name(), content);
    }

    private Element others(Standing standing) {
        Table table = new Table(Column.words(standing instanceof Placed ? "Instead" : "If it ran"),
                Column.number("GPUs"), Column.number("hours"), Column.number("for itself"),
                Column.number("from others"), Column.number("all together"));
        for (Weighed weighed : standing.others()) {
            table.row(Pieces.twoLines(words.nodes(weighed.alternative().run()), words.consequences(weighed)),
                    new Text(Figures.count(weighed.alternative().run().gpus())),
                    new Text(Figures.number(weighed.alternative().run().hours())),
                    new Text(words.signed(weighed.alternative().more())),
                    new Text(words.signed(weighed.alternative().taken())), new Text(words.together(weighed)));
        }
        return table.element();
    }
}
