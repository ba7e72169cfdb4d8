package org.shardplan.report.page;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/** What was asked: the run, its size, then a line for each pool. */
public final class Title {

    private Title() {
    }

    public static void write(Problem problem, Page page) {
        write(problem.name(), question(problem), circumstances(problem), page);
    }

    public static void write(String name, List<String> question, List<List<String>> circumstances, Page page) {
        Style style = page.style();
        List<String> first = new ArrayList<>(List.of(style.bold(name)));
        first.addAll(question);
        page.heading(first, style.separator());
        for (List<String> line : circumstances) {
            page.heading(line, style.separator());
        }
        page.blank();
    }

    /** What is trained and what counts. */
    public static List<String> question(Problem problem) {
        return List.of("train " + problem.model().name(), wish(problem.goal().objective()));
    }

    /** The size of the run, then each pool. */
    public static List<List<String>> circumstances(Problem problem) {
        List<List<String>> lines = new ArrayList<>(List.of(amounts(problem.training())));
        lines.addAll(pools(problem.cluster()));
        return lines;
    }

    /** Each pool. */
    public static List<List<String>> pools(Cluster cluster) {
        return cluster.pools().stream().map(Title::described).toList();
    }

    private static List<String> amounts(Training training) {
        List<String> amounts = new ArrayList<>();
        amounts.add(Figures.count(training.globalBatch()) + " × " + Figures.count(training.sequenceLength())
                + " tokens a step");
        training.tokens().ifPresent(tokens -> amounts.add(Figures.scaled(tokens) + " tokens in all"));
        return amounts;
    }

    private static String wish(Objective objective) {
        return switch (objective) {
            case STEP_TIME -> "shortest step";
            case TIME_TO_TRAIN -> "shortest run";
            case THROUGHPUT -> "highest throughput";
            case COST -> "lowest cost";
            case GPU_COUNT -> "fewest GPUs";
            case ENERGY -> "least energy";
        };
    }

    static List<String> described(Pool pool) {
        List<String> described = new ArrayList<>();
        described.add(Figures.count(pool.count()) + " × " + pool.gpu().name()
                + (pool.name().equals(pool.gpu().name()) ? "" : " (" + pool.name() + ")"));
        described.add(pool.node().gpus() + " a node");
        if (pool.gpu().links().scaleUpGpus() > 1) {
            described.add("scale-up " + Figures.plain(pool.gpu().links().scaleUp().gBps()) + " GB/s");
        }
        described.add("network " + Figures.plain(pool.network().perGpu().gBps()) + " GB/s per GPU");
        return described;
    }
}
