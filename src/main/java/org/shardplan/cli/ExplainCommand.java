package org.shardplan.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Advisor;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.io.ExplanationDocument;
import org.shardplan.io.LayoutFile;
import org.shardplan.io.LayoutReader;
import org.shardplan.io.LayoutText;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan explain}. */
@Command(name = "explain", header = "Judge one layout: every broken rule in numbers, memory, time and price.",
        footer = {"", "Examples:",
            "  shardplan explain problems/llama-3.1-70b-64xh100.json --layout \"tp=8,pp=4,zeroStage=1\"",
            "  shardplan explain problem.json --layout solution.json"})
final class ExplainCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "FILE", description = "Problem file.")
    private Path file;

    @Option(names = "--layout", required = true, paramLabel = "LAYOUT", order = -10,
            description = "The layout, such as \"tp=8,pp=4,microBatch=1,recompute=full\"; or a file with a solution or "
                    + "a layout. What is left out is the usual: dp takes the remaining GPUs.")
    private String layout;

    @Option(names = "--json", order = -9, description = "Print one JSON document instead of the report.")
    private boolean json;

    @Option(names = "--exit-zero", order = -8, description = "Exit with 0 even if the layout is not feasible.")
    private boolean exitZero;

    @Option(names = "--time-limit", paramLabel = "TIME", defaultValue = "60s", converter = TimeSpan.class, order = -4,
            description = "Stop looking for repairs and better layouts after this time (default: ${DEFAULT-VALUE}).")
    private Duration timeLimit = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        Optional<Problem> problem = new ProblemSource(application).read(file);
        return problem.map(this::explain).orElse(ExitCode.UNUSABLE).forgiving(exitZero).number();
    }

    private ExitCode explain(Problem problem) {
        LayoutFile read = read(problem);
        ProblemSource.tell(application, read.diagnostics());
        return read.layout().map(found -> explain(problem, found)).orElse(ExitCode.UNUSABLE);
    }

    private ExitCode explain(Problem problem, Layout found) {
        Explanation explanation = new Explainer().explain(new LayoutEstimator(problem), found);
        Advice advice = new Advisor(timeLimit).advise(explanation);
        application.print(json ? ExplanationDocument.of(explanation, advice)
                : application.report().of(explanation, advice, NextCommands.afterExplaining(file)));
        return switch (explanation.verdict()) {
            case FEASIBLE -> ExitCode.ANSWERED;
            case REJECTED -> ExitCode.INFEASIBLE;
        };
    }

    private LayoutFile read(Problem problem) {
        return isFile() ? LayoutReader.read(Path.of(layout), problem) : LayoutText.parse(layout, problem);
    }

    private boolean isFile() {
        try {
            return layout.endsWith(".json") || Files.isRegularFile(Path.of(layout));
        } catch (InvalidPathException failure) {
            return false;
        }
    }
}
