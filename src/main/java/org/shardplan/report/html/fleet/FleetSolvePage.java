package org.shardplan.report.html.fleet;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.explain.LimitUse;
import org.shardplan.fleet.planner.Alternative;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.fleet.AbsenceWords;
import org.shardplan.report.fleet.FleetFacts;
import org.shardplan.report.fleet.FleetLimits;
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
        lead(solution, page.sheet);
        page.sheet.section("Pools and who is on them", PoolSection.of(solution));
        page.sheet.section("Schedule", ScheduleSection.of(solution));
        page.sheet.section("Runs", RunTable.of(solution));
        page.sheet.section("Left out", page.leftOut());
        page.sheet.section("Why there: the best run on every other pool", page.elsewhere());
        page.sheet.section("Limits and their prices", limits(LimitUse.of(solution), solution.problem()));
        page.sheet.section("Where the numbers come from", Provenances.of(solution.problem()));
        return closing.close(page.sheet);
    }

    /** The plan in short. */
    static void lead(FleetSolution solution, Sheet sheet) {
        sheet.add(verdict(solution));
        sheet.add(Pieces.facts(FleetFacts.of(solution)));
    }

    private static Element verdict(FleetSolution solution) {
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
                table.row(new Text(solution.offers().get(workload).workload().name()),
                        Pieces.twoLines(words.nodes(other.run()), words.broken(other)),
                        new Text(words.signed(other.more())), new Text(words.signed(other.taken())));
            }
        }
        return any ? List.of(table.element(), Pieces.remark("What it would count more itself, and what it would take "
                + "from the others at the prices below.")) : List.of();
    }

    static List<Element> limits(List<LimitUse> limits, FleetProblem problem) {
        Table table = new Table(Column.words("Limit"), Column.number("taken"), Column.number("there"),
                Column.words("so much more"), Column.number("its price"), Column.number("solved again"));
        limits.forEach(limit -> table.row(FleetLimits.cells(limit, problem).toArray(String[]::new)));
        return List.of(table.element(), Pieces.remark(FleetLimits.NOTE));
    }
}
