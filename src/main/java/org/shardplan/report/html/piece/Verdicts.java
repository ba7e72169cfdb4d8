package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.rule.Violation;

/** What a page leads with. */
public final class Verdicts {

    private Verdicts() {
    }

    /** There is an answer. */
    public static Element found(boolean proved, String headline) {
        return Pieces.verdict(proved ? Mood.GOOD : Mood.UNSURE,
                proved ? "Best layout, proved:" : "Best layout found, not proved:", headline);
    }

    /** There is none. */
    public static Element notFound(boolean proved, Fact proof) {
        return Pieces.verdict(proved ? Mood.BAD : Mood.UNSURE, proof.value(), String.join(" ", proof.details()));
    }

    /**
     * Whether a layout is feasible, and every rule it breaks.
     *
     * @param layout its factors
     * @param standing how far it is from the best, if it is feasible
     * @param violations what it breaks
     * @param isImpossible whether it cannot run at all
     */
    public static List<Element> of(String layout, String standing, List<Violation> violations, boolean isImpossible) {
        if (violations.isEmpty()) {
            return List.of(Pieces.verdict(Mood.GOOD, "Feasible:", layout + " breaks no rule. " + standing));
        }
        List<Element> content = new ArrayList<>(List.of(Pieces.verdict(Mood.BAD, "Rejected:", layout + " breaks "
                + Figures.count(violations.size(), "rule", "rules") + "."), Rejected.violations(violations)));
        if (isImpossible) {
            content.add(Pieces.remark("Such a layout cannot run; its figures are what they would be if it could."));
        }
        return content;
    }
}
