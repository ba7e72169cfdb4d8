package org.shardplan.report.html.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.explain.LimitUse;
import org.shardplan.fleet.planner.Alternative;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.report.fleet.AbsenceWords;
import org.shardplan.report.fleet.FleetFacts;
import org.shardplan.report.fleet.FleetLimits;
import org.shardplan.report.fleet.StandingWords;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.page.Figures;

/** The plan of a fleet as a web page. */
public final class FleetSolvePage {

    private final FleetSolution solution;
    private final StandingWords words;
    private final Sheet sheet;

    private FleetSolvePage(FleetSolution solution) {
        this.solution = solution;
        this.words = new StandingWords(solution);
        this.sheet = new Sheet(solution.problem().name());
    }

    /** The file that shows a plan. */
    public static String of(FleetSolution solution, Closing closing) {
        FleetSolvePage page = new FleetSolvePage(solution);
        page.sheet.add(Pieces.title(solution.problem()));
        page.sheet.add(page.verdict());
        page.sheet.add(Pieces.facts(FleetFacts.of(solution)));
        page.sheet.section("Pools and who is on them", PoolSection.of(solution));
        page.sheet.section("Schedule", ScheduleSection.of(solution));
        page.sheet.section("Runs", RunTable.of(solution));
        page.sheet.section("Left out", page.leftOut());
        page.sheet.section("Why there: the best run on every other pool", page.elsewhere());
        page.sheet.section("Limits and their prices", page.limits());
        page.sheet.section("Where the numbers come from", Provenances.of(solution.problem()));
        return closing.close(page.sheet);
    }

    private Element verdict() {
        long placed = solution.answer().plan().placed();
        String headline = Figures.count(placed) + " of " + Figures.count(solution.offers().size(),
                "workload runs", "workloads run") + (Double.isFinite(solution.usd())
                        ? " for " + Figures.usd(solution.usd()) : "") + ".";
        return Pieces.verdict(placed == 0 ? Mood.BAD : solution.isOptimal() ? Mood.GOOD : Mood.UNSURE,
                solution.isOptimal() ? "Best plan, proved:" : "Best plan found, not proved:", headline);
    }

    private List<Element> leftOut() {
        List<String> sentences = IntStream.range(0, solution.offers().size())
                .filter(workload -> solution.run(workload).isEmpty())
                .mapToObj(workload -> solution.offers().get(workload).workload().name() + ": "
                        + AbsenceWords.of(solution, workload)).toList();
        return sentences.isEmpty() ? List.of() : List.of(Pieces.list(sentences));
    }

    private List<Element> elsewhere() {
        Table table = new Table(Column.words("Workload"), Column.words("instead"), Column.number("for itself"),
                Column.number("taken from others"));
        boolean any = false;
        for (int workload = 0; workload < solution.offers().size(); workload++) {
            for (Alternative other : Alternative.onOtherPools(solution, workload)) {
                any = true;
                table.row(solution.offers().get(workload).workload().name(), words.nodes(other.run()),
                        words.signed(other.more()), words.signed(other.taken()));
            }
        }
        return any ? List.of(table.element(), Pieces.remark("What it would count more itself, and what it would take "
                + "from the others at the prices below.")) : List.of();
    }

    private List<Element> limits() {
        Table table = new Table(Column.words("Limit"), Column.number("taken"), Column.number("there"),
                Column.words("so much more"), Column.number("its price"), Column.number("solved again"));
        List<Element> content = new ArrayList<>();
        LimitUse.of(solution).forEach(limit -> table.row(
                FleetLimits.cells(limit, solution.problem()).toArray(String[]::new)));
        content.add(table.element());
        content.add(Pieces.remark(FleetLimits.NOTE));
        return content;
    }
}
