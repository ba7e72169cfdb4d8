package org.shardplan.report.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Title;
import org.shardplan.serving.rule.ServiceLevel;

/** What was asked of a serving problem: the requests, what they may take, then a line for each pool. */
public final class ServingTitle {

    private static final double PERCENT = 100;

    private ServingTitle() {
    }

    public static void write(ServingProblem problem, Page page) {
        Title.write(problem.name(), question(problem), circumstances(problem), page);
    }

    /** What is served and what counts. */
    public static List<String> question(ServingProblem problem) {
        return List.of("serve " + problem.model().name() + " with " + problem.engine().name(),
                wish(problem.goal().objective()));
    }

    /** The requests, what they may take, then each pool. */
    public static List<List<String>> circumstances(ServingProblem problem) {
        List<List<String>> lines = new ArrayList<>(List.of(requests(problem.serving())));
        List<String> levels = levels(problem.serving().levels());
        if (!levels.isEmpty()) {
            lines.add(levels);
        }
        lines.addAll(Title.pools(problem.cluster()));
        return lines;
    }

    private static String wish(ServingObjective objective) {
        return switch (objective) {
            case COST_PER_MILLION_TOKENS -> "lowest cost of a token";
            case COST -> "lowest cost of an hour";
            case LATENCY -> "shortest request";
            case THROUGHPUT -> "highest throughput";
            case THROUGHPUT_PER_GPU -> "highest throughput per GPU";
            case GPU_COUNT -> "fewest GPUs";
            case ENERGY -> "least energy";
        };
    }

    private static List<String> requests(Serving serving) {
        List<String> items = new ArrayList<>();
        items.add(Figures.count(serving.lengths().input()) + " tokens in, " + Figures.count(serving.lengths().output())
                + " out");
        items.add(load(serving.load()));
        if (serving.shortcuts().prefixHitRate() > 0) {
            items.add(Figures.percent(PERCENT * serving.shortcuts().prefixHitRate()) + " of the prompts cached");
        }
        serving.shortcuts().speculation().ifPresent(some -> items.add(
                some.draftTokens() + " drafted tokens, " + Figures.percent(PERCENT * some.acceptance()) + " accepted"));
        return items;
    }

    private static String load(Load load) {
        if (load instanceof Load.OpenLoop open) {
            return Figures.number(open.requestsPerSecond()) + " requests/s at random";
        }
        return load instanceof Load.ClosedLoop closed
                ? Figures.count(closed.concurrency(), "client that waits for its answers",
                        "clients that wait for their answers")
                : "as many requests at a time as the layout takes";
    }

    private static List<String> levels(ServiceLevels levels) {
        List<String> items = new ArrayList<>();
        for (ServiceLevel level : ServiceLevel.values()) {
            OptionalDouble limit = level.limit(levels);
            if (limit.isPresent()) {
                items.add(level.what() + " within " + Figures.seconds(limit.getAsDouble() / 1000));
            }
        }
        if (!items.isEmpty()) {
            items.add(levels.isMean() ? "on average" : "for " + Figures.plain(levels.percentile()) + " % of requests");
            if (levels.confidencePercent() > ServiceLevels.NO_MARGIN) {
                items.add("with " + Figures.plain(levels.confidencePercent()) + " % confidence");
            }
        }
        return items;
    }
}
