package org.shardplan.report.html.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.batch.Aim;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Frontier;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.report.batch.BatchRows;
import org.shardplan.report.batch.BatchWords;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;

/** The cases that no other beats, before the others: a chart of the first two aims with the table of its numbers. */
final class FrontierChart {

    /** Different answers drawn besides the frontier. */
    private static final int MOST = 1000;

    private final BatchSummary summary;
    private final List<Aim> aims;
    private final Map<Answer, CaseRow> others = new LinkedHashMap<>();

    FrontierChart(BatchSummary summary) {
        this.summary = summary;
        this.aims = summary.frontier().map(Frontier::aims).orElse(List.of());
    }

    /** What makes a point differ from others. */
    private record Answer(Choice choice, List<Double> values) {

        boolean isKnown() {
            return values.stream().allMatch(Double::isFinite);
        }
    }

    void add(CaseRow row) {
        row.solved().filter(solved -> others.size() < MOST)
                .map(solved -> new Answer(solved.choice(), values(solved))).filter(Answer::isKnown)
                .ifPresent(answer -> others.putIfAbsent(answer, row));
    }

    private List<Double> values(Solved solved) {
        return aims.stream().map(aim -> aim.value(solved)).toList();
    }

    List<Element> content() {
        List<CaseRow> frontier = summary.frontier().map(Frontier::rows).orElse(List.of());
        if (frontier.isEmpty() || summary.cases() == 1) {
            return List.of();
        }
        String names = aims.stream().map(Aim::label).collect(Collectors.joining(", "));
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph("In all of " + names + " no case beats these: "
                + Figures.count(frontier.size()) + " of " + Figures.count(summary.answered()) + ".")));
        content.add(figure(frontier, names));
        if (others.size() == MOST) {
            content.add(Pieces.remark("Only the first " + Figures.count(MOST) + " different answers are drawn."));
        }
        return content;
    }

    private Element figure(List<CaseRow> frontier, String names) {
        Element numbers = Element.of("details", Element.of("summary", "The numbers"), table(frontier)).with("open", "");
        if (aims.size() < 2) {
            return numbers;
        }
        return Element.styled("figure", "chart", legend(), Element.styled("div", "plot").with("role", "img")
                .with("aria-label", "Answers by " + names + "; those that no other beats are joined."), numbers)
                .with("data-chart", "points").with("data-axes", unit(aims.get(0)) + "|" + unit(aims.get(1)));
    }

    private Element table(List<CaseRow> frontier) {
        List<Element> rows = new ArrayList<>();
        frontier.stream().limit(MOST).forEach(row -> rows.add(row(row).with("data-frontier", "")));
        others.values().stream().filter(row -> !frontier.contains(row)).forEach(row -> rows.add(row(row)));
        List<Element> heads = new ArrayList<>(List.of(Element.of("th", "Answer").with("scope", "col")));
        aims.forEach(aim -> heads.add(Element.styled("th", "number", new Text(unit(aim))).with("scope", "col")));
        return Element.styled("div", "scroll", Element.of("table", Element.of("thead",
                Element.of("tr").holding(heads)), Element.of("tbody").holding(rows)));
    }

    private static Element legend() {
        return Element.styled("ul", "legend",
                Element.styled("li", "swatch", new Text("no answer beats it")).with("style", "--c:" + Chart.colour(0)),
                Element.styled("li", "swatch", new Text("other answers")).with("style", "--c:" + Chart.colour(11)));
    }

    private Element row(CaseRow row) {
        Solved solved = row.solved().orElseThrow();
        List<String> below = new ArrayList<>();
        for (int axis = 0; axis < summary.grid().axes().size(); axis++) {
            below.add(summary.grid().axes().get(axis).name() + " " + BatchRows.values(summary.grid(), row).get(axis));
        }
        below.add(below.isEmpty() ? row.file() : "case " + Figures.count(row.number()));
        List<Element> cells = new ArrayList<>(List.of(Element.of("th",
                Pieces.twoLines(BatchWords.of(solved.choice()), below)).with("scope", "row")
                .with("data-name", BatchWords.of(solved.choice()))));
        for (int aim = 0; aim < aims.size(); aim++) {
            Element cell = Element.styled("td", "number", new Text(shown(aims.get(aim), solved)));
            cells.add(aim < 2 ? cell.with("data-value", Chart.plain(aims.get(aim).value(solved))) : cell);
        }
        return Element.of("tr").holding(cells);
    }

    private static String unit(Aim aim) {
        return switch (aim) {
            case COST -> "cost, US dollars";
            case TIME -> "time, hours";
            case GPUS -> "GPUs";
            case MEMORY -> "free memory, GiB";
            case ENERGY -> "energy, kWh";
            case LOAD -> "load, tokens per second";
            case PRICE -> "price, US dollars per hour";
            case FIRST_TOKEN -> "first token, seconds";
        };
    }

    private static String shown(Aim aim, Solved solved) {
        double value = aim.value(solved);
        return switch (aim) {
            case COST, PRICE -> Figures.usd(value);
            case TIME -> Figures.duration(value * 3600);
            case GPUS -> Figures.count(Math.round(value));
            case MEMORY -> Figures.gib(value);
            case ENERGY -> Figures.energy(value);
            case LOAD -> Figures.scaled(value);
            case FIRST_TOKEN -> Figures.seconds(value);
        };
    }
}
