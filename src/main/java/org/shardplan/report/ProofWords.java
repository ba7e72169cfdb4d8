package org.shardplan.report;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.Proof;

/** What was shown about an answer, and never more than that. */
final class ProofWords {

    private ProofWords() {
    }

    static void write(Answer answer, Page page) {
        write(answer.status(), answer.proof(),
                answer.crossCheck().map(check -> crossCheck(check.percentWorse(answer))).orElse(""), page);
    }

    static void write(ServingAnswer answer, Page page) {
        write(answer.status(), answer.proof(),
                answer.crossCheck().map(check -> crossCheck(check.percentWorse(answer))).orElse(""), page);
    }

    private static void write(Status status, Proof proof, String crossCheck, Page page) {
        Style style = page.style();
        switch (status) {
            case OPTIMAL -> page.fact("Proved", style.good("optimal"), pieces(
                    "over " + layouts(proof), evaluated(proof), crossCheck));
            case FEASIBLE -> page.fact("Not proved", style.warning("best found"),
                    pieces(gap(proof), layouts(proof), evaluated(proof)));
            case INFEASIBLE, UNKNOWN -> infeasible(proof, page);
        }
    }

    private static String[] pieces(String... pieces) {
        return Stream.of(pieces).filter(piece -> !piece.isEmpty()).toArray(String[]::new);
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
        boolean sure = proof.isComplete();
        page.line("  " + page.style().bad(sure ? "No layout is feasible." : "No feasible layout found."));
        if (!sure) {
            page.line("  The search ended early, there may be one all the same.");
        }
        page.line("  " + (proof.layoutsInSpace() == 0 && proof.counted()
                ? "Not one is well formed: the factors of GPUs, model and batch do not fit together."
                : (sure ? "Proved over " : "Looked into ") + String.join(", ", pieces(layouts(proof), evaluated(proof))) + "."));
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
