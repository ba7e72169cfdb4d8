package org.shardplan.report.measured;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.measured.Refit;
import org.shardplan.measured.Validation;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;

/**
 * How far predictions are from measured runs, as the terminal shows it.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record ValidationReport(Style style, Depth depth) {

    /**
     * The report, with a line feed at its end.
     *
     * @param validation the comparison
     * @param refit the same with constants fitted anew, if asked for
     */
    public String of(Validation validation, Optional<Refit> refit) {
        Page page = new Page(style);
        title(validation, page);
        new ValidationTimes(page).write(validation);
        refit.ifPresent(new ValidationRefit(page)::write);
        new ValidationMemory(page).write(validation);
        new ValidationSweeps(page, depth).write(validation);
        new ValidationScales(page).write(validation);
        new ValidationRest(page, depth).write(validation);
        return page.toString();
    }

    private void title(Validation validation, Page page) {
        List<String> facts = new ArrayList<>();
        facts.add(Figures.count(validation.replays().size(), "run", "runs") + " predicted");
        if (!validation.unsupported().isEmpty()) {
            facts.add(Figures.count(validation.unsupported().size()) + " cannot be expressed");
        }
        page.line(style.bold(String.join(style.separator(), facts)));
        page.blank();
    }
}
