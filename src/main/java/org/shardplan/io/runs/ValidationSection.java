package org.shardplan.io.runs;

import java.util.List;
import org.shardplan.io.json.JsonText;
import org.shardplan.measured.Errors;
import org.shardplan.measured.Run;

/** What the documents of {@code validate} say alike of trained and of served models. */
final class ValidationSection {

    private ValidationSection() {
    }

    /** Errors of predictions; nothing where there is no run. */
    static void errors(String name, Errors errors, JsonText json) {
        if (errors.count() > 0) {
            json.object(name, ignored -> {
                json.count("runs", errors.count());
                json.number("meanAbsolutePercent", errors.meanAbsolute());
                json.number("medianPercent", errors.median());
                json.number("biasPercent", errors.bias());
                json.number("ninetiethPercent", errors.ninetieth());
            });
        }
    }

    /** Runs that teach nothing, and why. */
    static void flaws(String name, List<? extends Run> runs, JsonText json) {
        json.objects(name, runs, run -> {
            json.text("file", run.origin().file());
            json.count("line", run.origin().line());
            json.text("model", run.model());
            json.text("reason", run.flaw());
        });
    }
}
