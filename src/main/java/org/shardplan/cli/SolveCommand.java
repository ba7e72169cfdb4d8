package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shardplan.export.Destination;
import org.shardplan.export.Destinations;
import org.shardplan.export.Plan;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan solve}. */
@Command(name = "solve", header = "Find the best layout for each problem file and prove it.",
        footer = {"", "Examples:", "  shardplan solve problems/llama-3.1-70b-64xh100.json",
            "  shardplan solve problem.json --top 10 -o solution.json",
            "  shardplan solve problem.json --html report.html",
            "  shardplan solve problem.json -o solution.json --export megatron",
            "  shardplan solve problems/*.json --json > solutions.json",
            "  shardplan solve problems/fleets/five-trainings-fewer-h100.json \\",
            "    --from solutions/fleets/five-trainings.json"})
final class SolveCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Problem files. Each is solved by itself.")
    private List<Path> files;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", order = -10,
            description = "Write the solution document to this file; for several problem files a folder.")
    private Path output;

    @Option(names = "--html", paramLabel = "FILE", order = -10, description = "Write the report as one web page to "
            + "this file; for several problem files a folder.")
    private Path html;

    @Option(names = "--export", split = ",", paramLabel = "NAME", order = -7,
            converter = NamedChoice.Destinations.class, completionCandidates = NamedChoice.Destinations.class,
            description = "Write the files that launch the best "
            + "layout into a folder beside the solution: one of ${COMPLETION-CANDIDATES}; for several workloads that "
            + "train and serve one framework and one engine, such as megatron,vllm.")
    private List<Destination> targets;

    @Option(names = "--json", order = -9, description = "Print the solution document instead of the report; for "
            + "several problem files an array of them.")
    private boolean json;

    @Option(names = "--exit-zero", order = -8, description = "Exit with 0 even if no layout is feasible.")
    private boolean exitZero;

    @Mixin
    private ReplanOptions replan;

    @Mixin
    private SearchOptions search;

    private Optional<RunningPlan> running = Optional.empty();
    private final List<String> documents = new ArrayList<>();
    private ProblemSource problems;
    private OutputFiles outputs;
    private OutputFiles pages;
    private boolean separated;

    @Override
    public Integer call() {
        outputs = OutputFiles.of(output, files);
        pages = OutputFiles.pages(html, files);
        Optional<String> obstacle = outputs.obstacle(files).or(() -> pages.obstacle(files))
                .or(() -> outputs.conflict(pages));
        if (obstacle.isPresent()) {
            return application.failures().unusable(obstacle.get()).number();
        }
        running = replan.read(application);
        if (replan.isGiven() && running.isEmpty()) {
            return ExitCode.UNUSABLE.number();
        }
        problems = new ProblemSource(application);
        ExitCode worst = ExitCode.ANSWERED;
        for (Path file : files) {
            worst = worst.orWorse(attempt(file));
        }
        printDocuments();
        return worst.forgiving(exitZero).number();
    }

    /** Whatever happens to one file stops no other. */
    private ExitCode attempt(Path file) {
        try {
            return problems.read(file).map(question -> solve(file, question)).orElse(ExitCode.UNUSABLE);
        } catch (RuntimeException | StackOverflowError failure) {
            return application.failures().bug(failure);
        }
    }

    private ExitCode solve(Path file, Question question) {
        SolverOptions options = search.options();
        long start = System.nanoTime();
        Optional<String> misfit = misfit(question);
        if (misfit.isPresent()) {
            return application.failures().unusable(misfit.get());
        }
        Solved solved = search(question, options);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        tell(file, solved.isComplete(), options, taken);
        show(file, solved, new RunFacts(
                ShardplanCommand.Version.number(), options.search().label(), options.seed(), taken));
        ExitCode found = solved.isFound() ? ExitCode.ANSWERED : ExitCode.INFEASIBLE;
        Optional<String> failure = outputs.write(file, solved::document)
                .or(() -> pages.write(file, path -> solved.page(ShardplanCommand.closing(solved.next(file)))));
        return failure.isPresent() ? application.failures().unusable(failure.get())
                : found.orWorse(export(file, solved));
    }

    /** What is wrong with the options for this question, said before it is answered. */
    private Optional<String> misfit(Question question) {
        if (question instanceof MixedServingProblem && search.options().search() == SearchKind.OPTAPLANNER) {
            return Optional.of("The --search (optaplanner) must be exact or both for a mixed pipeline that serves: "
                    + "every one is evaluated or bounded. Maybe leave it out.");
        }
        if (replan.isGiven() && !(question instanceof FleetProblem)) {
            return Optional.of("The --from must come with a problem of several workloads. Maybe leave it out.");
        }
        return targets == null ? Optional.empty() : new Destinations(targets).mismatch(question);
    }

    private ExitCode export(Path file, Solved solved) {
        if (targets == null || solved.plan().isEmpty()) {
            return ExitCode.ANSWERED;
        }
        Destinations destinations = new Destinations(targets);
        ExportFiles files = new ExportFiles(application, destinations);
        Plan plan = solved.plan().get();
        Path folder = outputs.beside(file, "-" + destinations.label());
        return files.obstacle(plan).orElseGet(() -> files.write(folder, files.of(plan),
                path -> application.note("note: wrote " + path + ".")));
    }

    private Solved search(Question question, SolverOptions options) {
        Runnable stopProgress = application.progress(options);
        try {
            return answer(question, options);
        } finally {
            stopProgress.run();
        }
    }

    private Solved answer(Question question, SolverOptions options) {
        if (question instanceof FleetProblem fleet) {
            return SolvedFleet.of(fleet, running, options);
        }
        if (question instanceof MixedProblem mixed) {
            return SolvedMixed.of(mixed, options);
        }
        if (question instanceof MixedServingProblem mixed) {
            return SolvedMixedServing.of(mixed, options);
        }
        return question instanceof Problem training
                ? SolvedTraining.of(training, options) : SolvedServing.of((ServingProblem) question, options);
    }

    private void tell(Path file, boolean complete, SolverOptions options, Duration taken) {
        if (!complete && taken.compareTo(options.timeLimit()) >= 0) {
            application.note("note: " + file + ": the time limit was reached before the search was complete.");
        }
        application.detail(file + ": solved in " + taken.toMillis() + " ms, search " + options.search().label()
                + ", seed " + options.seed() + ".");
    }

    private void show(Path file, Solved solved, RunFacts facts) {
        if (json) {
            documents.add(solved.document(facts));
        } else {
            separate();
            application.print(solved.report(application, solved.next(file)));
        }
    }

    /** An empty line between two reports. */
    private void separate() {
        if (separated) {
            application.print("\n");
        }
        separated = true;
    }

    private void printDocuments() {
        if (json && files.size() > 1) {
            List<String> items = documents.stream().map(String::stripTrailing).toList();
            application.print("[\n" + String.join(",\n", items) + "\n]\n");
        } else {
            documents.forEach(application::print);
        }
    }
}
