package org.shardplan.report.batch;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Grid;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.problem.Objective;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.Wish;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;

/** The lines of the table of cases. A long table tells only the cases whose answer is not the one before. */
public final class BatchRows {

    private static final int WIDEST_VALUE = 24;
    private static final int CASE = 6;
    private static final int OBJECTIVE = 15;
    private static final int GAP = 2;
    private static final Column DIFFERENCE = new Column("vs best", 10);

    private final Style style;
    private final BatchSummary summary;
    private final int most;
    private final List<Integer> widths = new ArrayList<>();
    private Outcome previous;
    private int shown;
    private int hidden;

    BatchRows(Style style, BatchSummary summary, int most) {
        this.style = style;
        this.summary = summary;
        this.most = most;
        for (Axis axis : summary.grid().axes()) {
            int width = Width.of(axis.name());
            for (int index = 0; index < axis.size(); index++) {
                width = Math.max(width, Width.of(value(axis, index)));
            }
            widths.add(Math.min(width, WIDEST_VALUE));
        }
    }

    /** The head of the columns. */
    public String head() {
        List<String> names = summary.grid().axes().stream().map(Axis::name).toList();
        return style.bold(start("case", names) + cells(objective(), DIFFERENCE.head(),
                columns().stream().map(Column::head).toList()) + "  layout") + "\n";
    }

    /** A column of figures. */
    private record Column(String head, int width) {
    }

    private List<Column> columns() {
        return summary.isServing()
                ? List.of(new Column("an hour", 11), new Column("1M tokens", 11), new Column("first", 9),
                        new Column("next", 9))
                : List.of(new Column("cost", 15), new Column("GiB free", 10));
    }

    private List<String> figures(Outcome.Figures figures) {
        return summary.isServing()
                ? List.of(Figures.usd(figures.service().usdPerHour()), Figures.usd(figures.costUsd()),
                        Figures.seconds(figures.service().firstTokenSeconds()), Figures.seconds(figures.stepSeconds()))
                : List.of(Figures.usd(figures.costUsd()), Figures.gib(figures.freeGib()));
    }

    private String objective() {
        return summary.objectives().size() == 1 ? summary.objectives().get(0).label() : "objective";
    }

    /** The line of the next case; empty if it is not worth one. */
    public String next(CaseRow row) {
        boolean same = most < Integer.MAX_VALUE && isSame(previous, row.outcome());
        previous = row.outcome();
        if (same || shown >= most) {
            hidden++;
            return "";
        }
        shown++;
        return style.spelled(line(row)) + "\n";
    }

    /** What was left out. */
    public String rest() {
        return hidden == 0 ? "" : style.spelled("  … ") + Figures.count(hidden, "case", "cases")
                + (shown < most ? " with the answer of the line above" : " more")
                + "; -v shows all, --csv FILE keeps them.\n";
    }

    /** Whether two cases have the same answer, or none for the same reason. */
    public static boolean isSame(Outcome previous, Outcome outcome) {
        if (previous instanceof Solved before && outcome instanceof Solved solved) {
            return before.choice().equals(solved.choice()) && before.value() == solved.value();
        }
        return previous instanceof Outcome.Infeasible before && outcome instanceof Outcome.Infeasible infeasible
                && before.rule().equals(infeasible.rule());
    }

    String line(CaseRow row) {
        String start = start(Figures.count(row.number()), values(row));
        return start + row.solved().map(solved -> solved(row, solved)).orElseGet(() -> unsolved(row, start));
    }

    private List<String> values(CaseRow row) {
        return values(summary.grid(), row);
    }

    /** The values of the varied fields in a case. */
    public static List<String> values(Grid grid, CaseRow row) {
        int[] indices = grid.indices(row.combination());
        List<String> values = new ArrayList<>();
        for (int axis = 0; axis < indices.length; axis++) {
            values.add(value(grid.axes().get(axis), indices[axis]));
        }
        return values;
    }

    private String start(String number, List<String> values) {
        StringBuilder start = new StringBuilder(Width.padLeft(number, CASE));
        for (int axis = 0; axis < values.size(); axis++) {
            start.append("  ").append(Width.padLeft(cut(values.get(axis), widths.get(axis)), widths.get(axis)));
        }
        return start.toString();
    }

    private String cells(String objective, String difference, List<String> figures) {
        StringBuilder cells = new StringBuilder(
                Width.padLeft(objective, Math.max(OBJECTIVE, Width.of(objective()) + GAP)));
        if (summary.hasRivals()) {
            cells.append(Width.padLeft(difference, DIFFERENCE.width()));
        }
        for (int column = 0; column < figures.size(); column++) {
            cells.append(Width.padLeft(figures.get(column), columns().get(column).width()));
        }
        return cells.toString();
    }

    private String solved(CaseRow row, Solved solved) {
        return cells(amount(solved.objective(), solved.value()), difference(summary, row, solved),
                figures(solved.figures())) + "  " + BatchWords.of(solved.choice())
                + (summary.grid().axes().isEmpty() ? "  " + row.file() : "");
    }

    /** How far a case is from the best it can be compared with. */
    public static String difference(BatchSummary summary, CaseRow row, Solved solved) {
        double percent = summary.percentWorse(solved);
        boolean isBest = summary.best(solved).number() == row.number();
        return isBest ? "best" : percent == 0 ? "same" : Figures.format("%+.1f %%", percent);
    }

    private String unsolved(CaseRow row, String start) {
        String reason = row.outcome().status().label() + ": " + reason(row.outcome());
        String named = summary.grid().axes().isEmpty() ? row.file() + ", " + reason : reason;
        return "  " + cut(named, Math.max(40, Page.WIDTH - Width.of(start) - 2));
    }

    /** The numbers of the limit that has to move; the whole sentence is in the files. */
    public static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Infeasible infeasible && Double.isFinite(infeasible.gap().needed())
                ? infeasible.rule() + ", needs " + figure(infeasible.gap().needed()) + " "
                        + infeasible.gap().unit() + ", has " + figure(infeasible.gap().available())
                : outcome.reason();
    }

    /** What is whole, such as a number of GPUs, has no decimals. */
    private static String figure(double value) {
        return value == Math.rint(value) && value < 1000 ? Figures.count(Math.round(value)) : Figures.number(value);
    }

    /** How much of what counts a case gives. */
    public static String amount(Wish wish, double value) {
        return wish instanceof Objective objective ? amount(objective, value) : amount((ServingObjective) wish, value);
    }

    private static String amount(ServingObjective objective, double value) {
        return switch (objective) {
            case COST_PER_MILLION_TOKENS, COST -> Figures.usd(value);
            case LATENCY -> Figures.seconds(value / 1000);
            case THROUGHPUT, THROUGHPUT_PER_GPU -> Figures.number(value);
            case GPU_COUNT -> Figures.count(Math.round(value));
            case ENERGY -> Figures.energy(value);
        };
    }

    private static String amount(Objective objective, double value) {
        return switch (objective) {
            case STEP_TIME -> Figures.seconds(value);
            case TIME_TO_TRAIN -> Figures.duration(value * 3600);
            case THROUGHPUT -> Figures.scaled(value);
            case COST -> Figures.usd(value);
            case GPU_COUNT -> Figures.count(Math.round(value));
            case ENERGY -> Figures.energy(value);
        };
    }

    /** A value of a field as people write it. */
    public static String value(Axis axis, int index) {
        return axis.number(index).isPresent() ? BatchWords.number(axis.number(index).getAsDouble()) : axis.shown(index);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
