package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.FleetDocument;
import org.shardplan.io.RunFacts;
import org.shardplan.io.SolutionDocument;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.solver.Answer;
import org.shardplan.solver.LayoutSolver;
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
    private boolean separated;

    @Override
    public Integer call() {
        outputs = OutputFiles.of(output, files);
        Optional<String> obstacle = outputs.obstacle(files);
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
            return problems.question(file).map(question -> solve(file, question)).orElse(ExitCode.UNUSABLE);
        } catch (RuntimeException | StackOverflowError failure) {
            return application.failures().bug(failure);
        }
    }

    private ExitCode solve(Path file, Question question) {
        if (question instanceof FleetProblem problem) {
            return solve(file, problem);
        }
        return question instanceof Problem problem ? solve(file, problem)
                : application.failures().unusable(ProblemSource.unanswered(file));
    }

    private ExitCode solve(Path file, FleetProblem problem) {
        SolverOptions options = search.options();
        long start = System.nanoTime();
        FleetSolution solution = new FleetPlanner(options).solve(problem, running);
        RunFacts facts = new RunFacts(ShardplanCommand.Version.number(), options.search().label(), options.seed(),
                Duration.ofNanos(System.nanoTime() - start));
        show(FleetDocument.of(solution, facts),
                () -> application.report().of(solution, NextCommands.after(solution, file)));
        ExitCode solved = solution.runs().isEmpty() ? ExitCode.INFEASIBLE : ExitCode.ANSWERED;
        Optional<String> failure = outputs.write(file, FleetDocument.of(solution));
        return failure.isPresent() ? application.failures().unusable(failure.get()) : solved;
    }

    private ExitCode solve(Path file, Problem problem) {
        SolverOptions options = search.options();
        long start = System.nanoTime();
        Answer answer = new LayoutSolver().solve(problem, options);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        tell(file, answer, options, taken);
        RunFacts facts = new RunFacts(
                ShardplanCommand.Version.number(), options.search().label(), options.seed(), taken);
        show(SolutionDocument.of(answer, facts),
                () -> application.report().of(answer, NextCommands.after(answer, file)));
        ExitCode solved = answer.best().isPresent() ? ExitCode.ANSWERED : ExitCode.INFEASIBLE;
        Optional<String> failure = outputs.write(file, SolutionDocument.of(answer));
        return failure.isPresent() ? application.failures().unusable(failure.get()) : solved;
    }

    private void tell(Path file, Answer answer, SolverOptions options, Duration taken) {
        if (!answer.proof().isComplete() && taken.compareTo(options.timeLimit()) >= 0) {
            application.note("note: " + file + ": the time limit was reached before the search was complete.");
        }
        application.detail(file + ": solved in " + taken.toMillis() + " ms, search " + options.search().label()
                + ", seed " + options.seed() + ".");
    }

    private void show(String document, Supplier<String> report) {
        if (json) {
            documents.add(document);
        } else {
            separate();
            application.print(report.get());
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
