package org.shardplan.report.words;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.Proof;

/** What was shown about an answer, and never more than that. */
public final class ProofWords {

    private ProofWords() {
    }

    public static void write(Answer answer, Page page) {
        write(answer.status(), answer.proof(), crossCheck(answer), page);
    }

    public static void write(ServingAnswer answer, Page page) {
        write(answer.status(), answer.proof(), crossCheck(answer), page);
    }

    private static void write(Status status, Proof proof, String crossCheck, Page page) {
        Style style = page.style();
        switch (status) {
            case OPTIMAL -> page.fact("Proved", style.good("optimal"), details(proof, crossCheck));
            case FEASIBLE -> page.fact("Not proved", style.warning("best found"), details(proof, crossCheck));
            case INFEASIBLE, UNKNOWN -> infeasible(proof, page);
        }
    }

    /** How far the answer was proved. */
    public static Fact of(Answer answer) {
        return of(answer.status(), answer.proof(), crossCheck(answer));
    }

    /** How far the answer was proved. */
    public static Fact of(ServingAnswer answer) {
        return of(answer.status(), answer.proof(), crossCheck(answer));
    }

    private static Fact of(Status status, Proof proof, String crossCheck) {
        return switch (status) {
            case OPTIMAL -> new Fact("Proved", "optimal", List.of(details(proof, crossCheck)));
            case FEASIBLE -> new Fact("Not proved", "best found", List.of(details(proof, crossCheck)));
            case INFEASIBLE, UNKNOWN -> new Fact("No layout", missing(proof), List.of(looked(proof)));
        };
    }

    private static String[] details(Proof proof, String crossCheck) {
        return proof.isComplete()
                ? pieces("over " + layouts(proof), evaluated(proof), crossCheck)
                : pieces(gap(proof), layouts(proof), evaluated(proof));
    }

    private static String[] pieces(String... pieces) {
        return Stream.of(pieces).filter(piece -> !piece.isEmpty()).toArray(String[]::new);
    }

    private static String crossCheck(Answer answer) {
        return answer.crossCheck().map(check -> crossCheck(check.percentWorse(answer))).orElse("");
    }

    private static String crossCheck(ServingAnswer answer) {
        return answer.crossCheck().map(check -> crossCheck(check.percentWorse(answer))).orElse("");
    }

    /** What OptaPlanner says: by how many percent it is worse, if it found any. */
    private static String crossCheck(OptionalDouble percent) {
        if (percent.isEmpty()) {
            return "OptaPlanner found none in its time";
        }
        return percent.getAsDouble() == 0
                ? "OptaPlanner found the same by itself"
                : "OptaPlanner came within " + Figures.percent(percent.getAsDouble()) + " by itself";
    }

    private static void infeasible(Proof proof, Page page) {
        page.line("  " + page.style().bad(missing(proof)));
        if (!proof.isComplete()) {
            page.line("  The search ended early, there may be one all the same.");
        }
        page.line("  " + looked(proof));
    }

    private static String missing(Proof proof) {
        return proof.isComplete() ? "No layout is feasible." : "No feasible layout found.";
    }

    private static String looked(Proof proof) {
        return proof.layoutsInSpace() == 0 && proof.counted()
                ? "Not one is well formed: what rejects them is told below."
                : (proof.isComplete() ? "Proved over " : "Looked into ")
                        + String.join(", ", pieces(layouts(proof), evaluated(proof))) + ".";
    }

    private static String layouts(Proof proof) {
        String layouts = Figures.count(proof.layoutsInSpace(), "well-formed layout", "well-formed layouts");
        return proof.counted() ? layouts : "at least " + layouts;
    }

    /** Nothing where OptaPlanner searched alone: it counts moves, not layouts. */
    private static String evaluated(Proof proof) {
        if (proof.layoutsEvaluated() == 0) {
            return "";
        }
        if (proof.counted() && proof.layoutsEvaluated() >= proof.layoutsInSpace()) {
            return "all evaluated";
        }
        return Figures.count(proof.layoutsEvaluated()) + " evaluated"
                + (proof.isComplete() ? ", the rest bounded" : "");
    }

    private static String gap(Proof proof) {
        return Double.isFinite(proof.gapPercent())
                ? "at most " + Figures.percent(proof.gapPercent()) + " from the optimum"
                : "no bound on the gap";
    }
}
