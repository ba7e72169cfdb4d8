package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.shardplan.cli.ServingExplanations.Output;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Advisor;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.io.layout.LaunchFile;
import org.shardplan.io.layout.LayoutFile;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.io.solution.ExplanationDocument;
import org.shardplan.layout.Layout;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.html.training.ExplainPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan explain}. */
@Command(name = "explain", header = "Judge one layout: every broken rule in numbers, memory, time and price.",
        footer = {"", "Examples:",
            "  shardplan explain problems/llama-3.1-70b-64xh100.json --layout \"tp=8,pp=4,zeroStage=1\"",
            "  shardplan explain problem.json --layout solution.json --html verdict.html",
            "  shardplan explain problems/fleets/team-quarter.json --workload chat-70b",
            "  shardplan explain problem.json \\",
            "      --layout \"--tensor-model-parallel-size 8 --sequence-parallel --bf16\""})
final class ExplainCommand implements Callable<Integer> {

    private static final Duration FOR_LAYOUTS = Duration.ofSeconds(10);
    private static final Duration FOR_FLEETS = Duration.ofSeconds(60);

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "FILE", description = "Problem file.")
    private Path file;

    @Option(names = "--layout", paramLabel = "LAYOUT", order = -10,
            description = "The layout, such as \"tp=8,pp=4,microBatch=1,recompute=full\"; a file with a solution or a "
                    + "layout; or launch settings: Megatron-LM's flags, as text or in a script, DeepSpeed's JSON, "
                    + "torchtitan's TOML. What is left out is the usual: dp takes the remaining GPUs. Without it "
                    + "the best layout is explained, or if there is none, why. For several workloads: a file with a "
                    + "solution, which is judged beside the best plan.")
    private String layout;

    @Option(names = "--html", paramLabel = "FILE", order = -10,
            description = "Write the report as one web page to this file.")
    private Path html;

    @Option(names = "--json", order = -9, description = "Print one JSON document instead of the report.")
    private boolean json;

    @Option(names = "--binding", order = -7, description = "Tell what a little more of each limit would bring, and "
            + "whether errors of the model would change the choice: solves a dozen times more. Of several workloads "
            + "and mixed pipelines explain always tells what more would bring.")
    private boolean binding;

    @Option(names = "--exit-zero", order = -8, description = "Exit with 0 even if the layout is not feasible.")
    private boolean exitZero;

    @Option(names = "--workload", paramLabel = "NAME", order = -6,
            description = "For several workloads: explain this one only, with all its runs.")
    private String workload;

    @Option(names = "--time-limit", paramLabel = "TIME", converter = TimeSpan.class, order = -4,
            description = "Stop looking for repairs and better layouts after this time (default: 10s, 60s for several "
                    + "workloads).")
    private Duration timeLimit;

    private OutputFiles page;

    private Duration timeLimit(Duration usual) {
        return timeLimit == null ? usual : timeLimit;
    }

    @Override
    public Integer call() {
        page = OutputFiles.pages(html, List.of(file));
        Optional<String> obstacle = page.obstacle(List.of(file));
        if (obstacle.isPresent()) {
            return application.failures().unusable(obstacle.get()).number();
        }
        Optional<Question> question = new ProblemSource(application).read(file);
        return question.map(this::explain).orElse(ExitCode.UNUSABLE).forgiving(exitZero).number();
    }

    private ExitCode explain(Question question) {
        if (workload != null && !(question instanceof FleetProblem)) {
            return application.failures().unusable(
                    "The --workload must come with a problem of several workloads. Maybe leave it out.");
        }
        if (question instanceof Problem problem) {
            return explain(problem);
        }
        if (question instanceof FleetProblem fleet) {
            bindingAlways("of several workloads what a little more of each limit would bring");
            return new FleetExplanations(application, file, new Output(json, page), timeLimit(FOR_FLEETS))
                    .explain(fleet, workload, layout);
        }
        if (question instanceof MixedProblem mixed) {
            bindingAlways("of a mixed pipeline, without --layout, what one more node of each pool would bring");
            return new MixedExplanations(application, file, new Output(json, page), timeLimit(FOR_LAYOUTS))
                    .explain(mixed, layout);
        }
        if (question instanceof MixedServingProblem mixed) {
            bindingAlways("of a mixed pipeline, without --layout, what one more node of each pool would bring");
            return new MixedServingExplanations(application, file, new Output(json, page), timeLimit(FOR_FLEETS))
                    .explain(mixed, layout);
        }
        return new ServingExplanations(application, file, new Output(json, page), binding, timeLimit(FOR_LAYOUTS))
                .explain((ServingProblem) question, layout);
    }

    /** Where there is nothing more to tell than is told anyway. */
    private void bindingAlways(String told) {
        if (binding) {
            application.note("note: explain always tells " + told + "; --binding adds nothing.");
        }
    }

    private ExitCode explain(Problem problem) {
        if (layout == null) {
            return explainAnswer(problem);
        }
        LayoutFile read = read(problem);
        ProblemSource.tell(application, read.diagnostics());
        return read.layout().map(found -> explain(problem, found)).orElse(ExitCode.UNUSABLE);
    }

    private ExitCode explain(Problem problem, Layout found) {
        Explanation explanation = new Explainer().explain(new LayoutEstimator(problem), found);
        Advisor advisor = new Advisor(timeLimit(FOR_LAYOUTS));
        return show(explanation, search(advisor, () -> advisor.advise(explanation)));
    }

    private Advice search(Advisor advisor, Supplier<Advice> work) {
        return application.searching(timeLimit(FOR_LAYOUTS),
                () -> binding ? advisor.withBinding(work.get()) : work.get());
    }

    /** The best layout or, where there is none, the one that comes nearest. */
    private ExitCode explainAnswer(Problem problem) {
        Advisor advisor = new Advisor(timeLimit(FOR_LAYOUTS));
        Advice advice = search(advisor, () -> advisor.advise(problem));
        Optional<Layout> shown = advice.shown();
        if (shown.isEmpty()) {
            return application.failures().unusable("No layout could be formed at all: no rule of shape leaves one.");
        }
        return show(new Explainer().explain(new LayoutEstimator(problem), shown.get()), advice);
    }

    private ExitCode show(Explanation explanation, Advice advice) {
        List<String> next = NextCommands.afterExplaining(file, binding);
        application.print(json ? ExplanationDocument.of(explanation, advice)
                : application.report().of(explanation, advice, next));
        Optional<String> failure = page.write(file,
                path -> ExplainPage.of(explanation, advice, ShardplanCommand.closing(next)));
        if (failure.isPresent()) {
            return application.failures().unusable(failure.get());
        }
        return switch (explanation.verdict()) {
            case FEASIBLE -> ExitCode.ANSWERED;
            case REJECTED -> ExitCode.INFEASIBLE;
        };
    }

    private LayoutFile read(Problem problem) {
        if (LaunchFile.isFlags(layout)) {
            return LaunchFile.flags(layout, problem);
        }
        return LayoutArgument.isFile(layout, "json|toml|sh")
                ? LaunchFile.read(Path.of(layout), problem) : LayoutText.parse(layout, problem);
    }
}
