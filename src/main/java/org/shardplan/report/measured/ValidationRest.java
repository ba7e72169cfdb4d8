package org.shardplan.report.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.Origin;
import org.shardplan.measured.Replay;
import org.shardplan.measured.Run;
import org.shardplan.measured.Validation;
import org.shardplan.measured.Validation.Residual;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.LayoutWords;

/** The runs that fit worst, those that cannot be expressed, and what reports left open. */
final class ValidationRest {

    private static final int[] WORST = {26, 22, 28, -11, -11};
    private static final int MOST_WORST = 25;

    private final Page page;
    private final Depth depth;

    ValidationRest(Page page, Depth depth) {
        this.page = page;
        this.depth = depth;
    }

    void write(Validation validation) {
        worst(validation);
        reasons("Not expressed", validation.unsupported());
        reasons("Left out", validation.doubted());
        if (depth == Depth.FULL) {
            assumptions(validation);
        }
    }

    private void worst(Validation validation) {
        List<Residual> measured = validation.residuals().stream()
                .filter(residual -> residual.replay().run().origin().evidence() == Evidence.MEASURED)
                .limit(Math.min(depth.items(), MOST_WORST)).toList();
        if (!measured.isEmpty()) {
            page.line(page.style().bold(
                    Width.row(WORST, "Furthest off", "model", "layout", "measured", "error")));
            measured.forEach(this::line);
            page.blank();
        }
    }

    private void line(Residual residual) {
        Replay replay = residual.replay();
        page.line(Width.row(WORST, place(replay.run().origin()), cut(replay.run().model(), WORST[1]),
                cut(new LayoutWords(replay.run().setup().problem(), replay.run().setup().layout()).factors(),
                        WORST[2]),
                Figures.seconds(replay.observedSeconds()), ValidationTimes.signed(100 * residual.error()) + " %"));
    }

    private static String place(Origin origin) {
        String file = origin.file().substring(origin.file().lastIndexOf('/') + 1);
        String line = ":" + origin.line();
        return cut(file, WORST[0] - line.length()) + line;
    }

    private static String cut(String text, int width) {
        return text.length() < width ? text : text.substring(0, width - 2) + "…";
    }

    private void reasons(String label, List<? extends Run> runs) {
        Map<String, List<Run>> reasons = new LinkedHashMap<>();
        runs.forEach(run -> reasons.computeIfAbsent(run.flaw(), reason -> new ArrayList<>()).add(run));
        reasons.forEach((reason, members) -> {
            page.words(label, Figures.count(members.size(), "run", "runs") + ": " + reason);
            List<String> places = members.stream().map(run -> place(run.origin())).toList();
            page.list("", places.subList(0, Math.min(depth.items(), places.size())), ", ");
        });
        if (!runs.isEmpty()) {
            page.blank();
        }
    }

    private void assumptions(Validation validation) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Replay replay : validation.replays()) {
            for (String assumption : replay.run().setup().problem().assumptions()) {
                counts.merge(replay.run().source() + ": " + assumption, 1, Integer::sum);
            }
        }
        String label = "Assumed";
        for (Map.Entry<String, Integer> assumption : counts.entrySet()) {
            page.words(label, assumption.getKey() + " (" + Figures.count(assumption.getValue(), "run", "runs") + ")");
            label = "";
        }
        if (!counts.isEmpty()) {
            page.blank();
        }
    }
}
