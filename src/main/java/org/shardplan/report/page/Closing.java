package org.shardplan.report.page;

import java.util.List;

/** The way on: what was assumed, and what to run next. */
public final class Closing {

    private Closing() {
    }

    /** Ends a page with both; the text of the whole page. */
    public static String close(Page page, Depth depth, List<String> assumptions, List<String> nextCommands) {
        assumptions(assumptions, depth, page);
        nextCommands(nextCommands, page);
        return page.toString();
    }

    private static void assumptions(List<String> assumptions, Depth depth, Page page) {
        String label = "Assumed";
        for (String assumption : assumptions.subList(0, Math.min(depth.items(), assumptions.size()))) {
            page.words(label, assumption);
            label = "";
        }
        int more = assumptions.size() - depth.items();
        if (more > 0) {
            page.words("", "… and " + Figures.count(more, "assumption", "assumptions") + " more: --verbose lists all.");
        }
    }

    public static void nextCommands(List<String> commands, Page page) {
        String label = "Try";
        for (String command : commands) {
            page.verbatim(label, command);
            label = "";
        }
    }
}
