package org.shardplan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.shardplan.batch.Aim;
import org.shardplan.batch.Axis;
import org.shardplan.batch.Grid;
import org.shardplan.io.batch.BatchAxis;
import org.shardplan.io.batch.BatchCases;
import org.shardplan.io.problem.ProblemReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan batch}. */
@Command(name = "batch",
        header = "Solve one problem under many budgets, prices or GPU counts, or a folder of problems.",
        description = {"Every case is solved exactly and gets the answer it has alone; of "
                    + "several workloads too many for a proof, the best plan found.", "",
            "--vary sets a field, named by its path, to one value after the other: a list (64,128,256; words are "
                    + "strings, JSON is taken as it is) or a range (1e5..1e7:20). A range has equal ratios if its ends "
                    + "are positive and a factor of 10 or more apart, else equal steps; 1e5..1e7:20lin and "
                    + ":20log choose. "
                    + "Several --vary give every combination, the last changing fastest.", "",
            "--json prints one document with the cases, the frontier and the break points (shardplan schema batch); "
                    + "--jsonl keeps a file with one case a line, in the same words.", "",
            "With -o or --jsonl every finished case is on disk at once: a batch that was killed "
                    + "goes on with --resume."},
        footer = {"", "Examples:",
            "  shardplan batch problems/llama-3.1-70b-64xh100.json --vary limits.budgetUsd=1e4..1e6:20",
            "  shardplan batch problem.json --vary cluster.pools.0.gpu=A100-SXM-80,H100-SXM-80 \\",
            "      --vary limits.deadlineHours=100..1000:10 -o results",
            "  shardplan batch problem.json --vary limits.budgetUsd=1e4..1e6:20 --html budgets.html",
            "  shardplan batch problems --csv answers.csv --json > answers.json"})
final class BatchCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Problem files, or folders of them.")
    private List<Path> problems;

    @Option(names = "--vary", paramLabel = "PATH=VALUES", order = -30,
            description = "Set this field to one value after the other. May be repeated.")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", order = -16,
            description = "Threads to use (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--frontier", paramLabel = "AIM", split = ",", order = -15,
            converter = NamedChoice.Aims.class, completionCandidates = NamedChoice.Aims.class,
            description = "What the frontier weighs: cost, time, gpus, memory (that stays free), energy; of serving "
                    + "load, price (of an hour) and first-token, too (default: cost,time; load,price where it varies).")
    private List<Aim> aims = new ArrayList<>();

    @Option(names = "--exit-zero", order = -8, description = "Exit with 0 even if cases have no feasible layout.")
    private boolean exitZero;

    @Mixin
    private BatchOutputs outputs;

    @Override
    public Integer call() {
        try {
            return solve().forgiving(exitZero).number();
        } catch (IllegalArgumentException failure) {
            return application.failures().unusable(failure.getMessage()).number();
        }
    }

    private ExitCode solve() {
        require(threads >= 1 && threads <= 1024, "The --threads (" + threads + ") must be from 1 to 1,024.");
        Grid grid = new Grid(axes());
        List<Path> files = BatchFiles.of(problems);
        require(size(grid, files.size()) <= BatchCases.MOST_CASES, "The batch (" + files.size() + " files, "
                + vary.size() + " fields) must have at most 1,000,000 cases. Maybe vary fewer values at once.");
        BatchCases cases = BatchCases.of(files, grid);
        ProblemReader reader = ProblemReader.shipped();
        cases.obstacle(reader).ifPresent(BatchCommand::reject);
        outputs.obstacle(files).ifPresent(BatchCommand::reject);
        return new BatchRun(application, cases, reader, outputs).solve(threads, aims);
    }

    private List<Axis> axes() {
        List<Axis> axes = vary.stream().map(BatchAxis::parse).toList();
        for (Axis one : axes) {
            for (Axis other : axes) {
                boolean inside = (one.path() + ".").startsWith(other.path() + ".");
                require(one == other || !inside, "The --vary paths (" + other.path() + " and " + one.path()
                        + ") must be different fields, none inside another.");
            }
        }
        return axes;
    }

    private static double size(Grid grid, int files) {
        double size = files;
        for (Axis axis : grid.axes()) {
            size *= axis.size();
        }
        return size;
    }

    private static void require(boolean fulfilled, String demand) {
        if (!fulfilled) {
            reject(demand);
        }
    }

    private static void reject(String message) {
        throw new IllegalArgumentException(message);
    }
}
