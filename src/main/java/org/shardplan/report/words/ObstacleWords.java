package org.shardplan.report.words;

import java.util.stream.Collectors;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Conflict;
import org.shardplan.explain.Demand;
import org.shardplan.explain.Move;
import org.shardplan.explain.Obstacle;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;

/** Why no layout at all is feasible, and how far each demand would have to move by itself. */
public final class ObstacleWords {

    private static final double PERCENT = 100;

    private ObstacleWords() {
    }

    public static void write(Advice advice, Page page) {
        advice.obstacle().ifPresent(obstacle -> write(obstacle, page));
    }

    private static void write(Obstacle obstacle, Page page) {
        page.words("No layout", conflict(obstacle.conflict()));
        String label = "It takes";
        for (Move move : obstacle.moves()) {
            page.words(label, words(move));
            label = "or";
        }
        if (obstacle.moves().isEmpty()) {
            page.words("It takes", "more than one of them: no single change helps.");
        }
        page.blank();
    }

    /** Which demands conflict. */
    public static String conflict(Conflict conflict) {
        if (conflict.demands().isEmpty()) {
            return "No layout is feasible, whatever is allowed: the model's shape does not fit this cluster.";
        }
        String demands = conflict.demands().stream().map(Demand::label).collect(Collectors.joining(", "));
        return "No layout of this question is feasible. These demands conflict"
                + (conflict.isMinimal() ? "; without any one of them there is a layout: " : ": ") + demands + ".";
    }

    /** How far one demand has to move, and what is then possible. */
    public static String words(Move move) {
        return demanded(move) + ": then " + new LayoutWords(move.estimate().problem(), move.estimate().layout())
                .factors().replace(' ', Page.UNBREAKABLE) + ", " + Figures.seconds(move.estimate().stepSeconds())
                .replace(' ', Page.UNBREAKABLE) + " a step.";
    }

    private static String demanded(Move move) {
        if (!move.isAmount()) {
            return (move.demand().isChoice() ? "opening " : "dropping ") + move.demand().label();
        }
        return switch (move.demand()) {
            case MEMORY -> amount(Math.ceil(10 * move.by()) / 10, "%.1f GiB more memory per GPU") + " ("
                    + Figures.gib(move.from()) + " → " + Figures.gib(move.to()) + " usable)";
            case GPUS -> Figures.count(Math.round(move.by())) + " more GPUs (" + Figures.count(Math.round(move.from()))
                    + " → " + Figures.count(Math.round(move.to())) + ")";
            case BUDGET, DEADLINE, POWER, MAX_GPUS, COMMUNICATION, SPARE_GPUS, MODEL_GROWTH, GRADIENTS, OPTIMIZER,
                    OFFLOAD, PRECISION, SCHEDULE, RECOMPUTATION, ZERO_STAGE, EXECUTION, MESH, USE_ALL, MEMORY_BAND ->
                    amount(PERCENT * Math.abs(move.by()) / Math.abs(move.from()), "%.1f %%") + (move.by() > 0
                            ? " more " : " less ") + move.demand().label() + " (" + Figures.number(move.from()) + " → "
                            + Figures.number(move.to()) + " " + move.unit() + ")";
        };
    }

    private static String amount(double value, String format) {
        return Figures.format(format, value);
    }
}
