package org.shardplan.io.solution;

import java.util.List;
import org.shardplan.io.json.JsonText;
import org.shardplan.rule.Violation;

/** Broken rules as a list of objects. */
final class ViolationSection {

    private ViolationSection() {
    }

    static void write(List<Violation> violations, JsonText json) {
        json.objects("violations", violations, violation -> {
            json.text("rule", violation.rule());
            json.number("needed", violation.needed());
            json.number("available", violation.available());
            json.text("unit", violation.unit());
            json.text("message", violation.message());
        });
    }
}
