package org.shardplan.report.html.piece;

import java.util.List;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Text;

/**
 * How every page ends.
 *
 * @param version version of the application
 * @param nextCommands what the reader may want to run next
 */
public record Closing(String version, List<String> nextCommands) {

    public Closing {
        nextCommands = List.copyOf(nextCommands);
    }

    public String close(Sheet sheet) {
        sheet.section("Next", Pieces.commands(nextCommands));
        sheet.add(Element.of("footer", new Text("Written by shardplan " + version + ". Charts by Apache ECharts 6.1.0, "
                + "Apache-2.0. This file fetches nothing.")));
        return sheet.text(version);
    }
}
