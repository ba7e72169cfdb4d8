package org.shardplan.report.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.measured.Errors;
import org.shardplan.measured.Origin;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;
import org.shardplan.serving.measured.Choices;
import org.shardplan.serving.measured.Quantity;
import org.shardplan.serving.measured.ServingValidation;
import org.shardplan.serving.measured.Verdicts;

/**
 * How far predictions are from measured runs of served models, as the terminal shows it.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record ServingValidationReport(Style style, Depth depth) {

    private static final int[] HEADS = {35, -29, -31};
    private static final int[] COLUMNS = {35, -6, -7, -7, -8, -7, -8, -7, -8, -7};
    private static final int[] CHOICES = {46, -10, -9, -9, -9, -13};
    private static final List<Double> LIMITS_MS = List.of(50.0, 25.0, 15.0);

    /** The report, with a line feed at its end. */
    public String of(ServingValidation validation) {
        Page page = new Page(style);
        title(validation, page);
        for (Quantity quantity : Quantity.values()) {
            errors(quantity, validation, page);
        }
        capacity(validation, page);
        choices(validation, page);
        rest(validation, page);
        return page.toString();
    }

    private void title(ServingValidation validation, Page page) {
        List<String> facts = new ArrayList<>();
        facts.add(Figures.count(validation.replays().size(), "run", "runs") + " predicted");
        if (!validation.unsupported().isEmpty()) {
            facts.add(Figures.count(validation.unsupported().size()) + " cannot be expressed");
        }
        page.line(style.bold(String.join(style.separator(), facts)));
        page.blank();
    }

    private void errors(Quantity quantity, ServingValidation validation, Page page) {
        List<ServingValidation.Line> lines = validation.lines(quantity);
        if (lines.isEmpty()) {
            return;
        }
        page.line(Width.row(HEADS, "", "as shipped", "fitted without its model"));
        page.line(style.bold(Width.row(COLUMNS, "Error of " + quantity.label() + ", %", "runs",
                "mean", "median", "bias", "90 %", "mean", "median", "bias", "90 %")));
        String source = "";
        for (ServingValidation.Line line : lines) {
            if (!line.source().equals(source) && !line.source().isEmpty()) {
                page.line(style.faint("  " + line.source()));
            }
            source = line.source();
            page.line(row(line));
        }
        page.blank();
    }

    private static String row(ServingValidation.Line line) {
        Errors left = line.shipped();
        Errors right = line.withoutModel();
        return Width.row(COLUMNS, cut(line.label(), COLUMNS[0]), Figures.count(left.count()),
                ValidationTimes.error(left.meanAbsolute()), ValidationTimes.error(left.median()),
                ValidationTimes.signed(left.bias()), ValidationTimes.error(left.ninetieth()),
                ValidationTimes.error(right.meanAbsolute()), ValidationTimes.error(right.median()),
                ValidationTimes.signed(right.bias()), ValidationTimes.error(right.ninetieth()));
    }

    private void capacity(ServingValidation validation, Page page) {
        Verdicts memory = validation.outOfMemory();
        if (memory.total() == 0) {
            return;
        }
        page.line(style.bold("Memory"));
        page.words("Ran out", memory.hits() + " of " + (memory.hits() + memory.misses())
                + " runs that did not fit are predicted; " + memory.falseAlarms() + " of "
                + (memory.falseAlarms() + memory.rest()) + " runs that ran are called impossible");
        Errors errors = validation.memory();
        if (errors.count() > 0) {
            page.words("In use", Figures.count(errors.count(), "run", "runs") + ", mean error "
                    + ValidationTimes.error(errors.meanAbsolute()) + " %");
        }
        Verdicts waits = validation.saturated();
        page.words("Waiting", waits.hits() + " of " + (waits.hits() + waits.misses())
                + " runs that waited for room are predicted, with " + waits.falseAlarms() + " false alarms among "
                + Figures.count(waits.total(), "run", "runs"));
        page.blank();
    }

    private void choices(ServingValidation validation, Page page) {
        Choices offline = validation.offlineChoices();
        if (offline.questions() + validation.choicesWithin(Double.MAX_VALUE).questions() == 0) {
            return;
        }
        page.line(style.bold(Width.row(CHOICES, "Choice of layout, its model left out, %",
                "questions", "regret", "best", "broken", "fewest GPUs")));
        choice("offline throughput per GPU", offline, page);
        String margin = " ms a token, margin " + Figures.percent(100 * validation.margin());
        for (double limit : LIMITS_MS) {
            choice("within " + Figures.plain(limit) + margin, validation.choicesWithin(limit / 1000), page);
        }
        if (validation.choicesWithin(Double.MAX_VALUE).questions() > 0) {
            page.words("Margin", "of " + Figures.percent(100 * validation.margin()) + ", for "
                    + Figures.plain(ServiceLevels.USUAL_CONFIDENCE) + " % confidence; "
                    + Figures.percent(validation.withinMarginPercent()) + " of these runs take no longer a token");
        }
        page.blank();
    }

    private static void choice(String label, Choices choices, Page page) {
        if (choices.questions() > 0) {
            page.line(Width.row(CHOICES, label, Figures.count(choices.questions()),
                    ValidationTimes.error(choices.regretPercent()), ValidationTimes.error(choices.bestPercent()),
                    ValidationTimes.error(choices.brokenPercent()),
                    ValidationTimes.error(choices.smallestRegretPercent())));
        }
    }

    private void rest(ServingValidation validation, Page page) {
        aside(validation, page);
        if (!validation.aside().isEmpty()) {
            places(validation.aside().stream().map(replay -> replay.run().origin()).toList(), page);
        }
        Map<String, List<Origin>> corrections = new LinkedHashMap<>();
        validation.replays().forEach(replay -> replay.run().setup().launch().corrections().forEach(
                because -> corrections.computeIfAbsent(because, any -> new ArrayList<>()).add(replay.run().origin())));
        corrections.forEach((because, origins) -> page.words("Read as run",
                Figures.count(origins.size(), "run", "runs") + ": " + because));
        Map<String, List<Origin>> reasons = new LinkedHashMap<>();
        validation.unsupported().forEach(
                run -> reasons.computeIfAbsent(run.reason(), reason -> new ArrayList<>()).add(run.origin()));
        reasons.forEach((reason, origins) -> {
            page.words("Not expressed", Figures.count(origins.size(), "run", "runs") + ": " + reason);
            places(origins, page);
        });
        if (depth == Depth.FULL) {
            assumptions(validation, page);
        }
    }

    /** How many runs do not count, and why. */
    static void aside(ServingValidation validation, Page page) {
        if (!validation.aside().isEmpty()) {
            page.words("Set aside", Figures.count(validation.aside().size(), "run", "runs")
                    + ": some of the same group finish faster than the GPU can multiply, so prefixes were cached");
        }
    }

    private void places(List<Origin> origins, Page page) {
        page.list("", origins.stream().limit(depth.items())
                .map(origin -> origin.file().substring(origin.file().lastIndexOf('/') + 1) + ":" + origin.line())
                .toList(), ", ");
    }

    private static void assumptions(ServingValidation validation, Page page) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        validation.replays().forEach(replay -> replay.run().setup().problem().assumptions().forEach(
                assumption -> counts.merge(replay.run().origin().source() + ": " + assumption, 1, Integer::sum)));
        counts.forEach((assumption, runs) -> page.words("Assumed", assumption + " ("
                + Figures.count(runs, "run", "runs") + ")"));
    }

    private static String cut(String text, int width) {
        return text.length() < width ? text : text.substring(0, width - 2) + "…";
    }
}
