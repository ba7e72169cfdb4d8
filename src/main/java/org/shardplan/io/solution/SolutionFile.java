package org.shardplan.io.solution;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.MixedPlan;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Text;
import org.shardplan.io.layout.LayoutFile;
import org.shardplan.io.layout.LayoutReader;
import org.shardplan.io.layout.MixedLayoutFile;
import org.shardplan.io.layout.MixedLayoutReader;
import org.shardplan.io.layout.ServedPipelineReader;
import org.shardplan.io.layout.ServingLayoutFile;
import org.shardplan.io.layout.ServingLayoutReader;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;

/**
 * A solution file together with the problem it answers.
 *
 * @param plan the problem and its best layout, if there is no error
 * @param diagnostics everything wrong with either file
 */
public record SolutionFile(Optional<Plan> plan, List<Diagnostic> diagnostics) {

    /** What there is if a problem has an answer: of one pool, of a mixed pipeline, of several workloads. */
    private static final List<String> ANSWERS = List.of("layout", "mixedPipeline", "servingPipeline", "plan");

    public SolutionFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** The solution in a file, of the problem it names or of the given one. */
    public static SolutionFile read(Path file, Optional<Path> problem) {
        Document document = Document.of(file);
        Optional<Path> named = document.root().flatMap(root -> named(root, file, problem));
        List<Diagnostic> diagnostics = document.findings().conclude();
        return named.isEmpty() || diagnostics.stream().anyMatch(Diagnostic::isError)
                ? new SolutionFile(Optional.empty(), diagnostics)
                : read(file, ProblemReader.shipped().read(named.get()));
    }

    private static Optional<Path> named(Fields root, Path file, Optional<Path> problem) {
        root.acceptOthers();
        root.required("version", Document.VERSION);
        if (root.isSound() && ANSWERS.stream().noneMatch(root::has)) {
            root.reject("The file has no layout to export: the problem has none, or it is no solution.");
            return Optional.empty();
        }
        if (problem.isPresent() || !root.isSound()) {
            return problem;
        }
        String path = root.required("problemFile", Text.PROSE);
        try {
            return root.isSound() ? Optional.of(file.resolveSibling(path).normalize()) : Optional.empty();
        } catch (InvalidPathException failure) {
            root.reject("problemFile", "be the path of a file", "");
            return Optional.empty();
        }
    }

    private static SolutionFile read(Path file, ProblemFile problem) {
        List<Diagnostic> diagnostics = new ArrayList<>(problem.diagnostics());
        Optional<Plan> plan = problem.question().flatMap(question -> plan(file, question, diagnostics));
        return new SolutionFile(plan, diagnostics);
    }

    private static Optional<Plan> plan(Path file, Question question, List<Diagnostic> diagnostics) {
        if (question instanceof Problem training) {
            LayoutFile read = LayoutReader.read(file, training);
            diagnostics.addAll(read.diagnostics());
            return read.layout().map(layout -> new TrainingPlan(training, layout));
        }
        if (question instanceof FleetProblem fleet) {
            return fleet(Document.of(file), fleet, diagnostics);
        }
        if (question instanceof MixedProblem mixed) {
            MixedLayoutFile read = MixedLayoutReader.read(Document.of(file), mixed);
            diagnostics.addAll(read.diagnostics());
            return read.layout().map(layout -> new MixedPlan(mixed, layout));
        }
        if (question instanceof MixedServingProblem mixed) {
            return serving(ServedPipelineReader.read(Document.of(file), mixed.serving()), mixed.serving(), diagnostics);
        }
        ServingProblem serving = (ServingProblem) question;
        return serving(ServingLayoutReader.read(Document.of(file), serving), serving, diagnostics);
    }

    private static Optional<Plan> serving(
            ServingLayoutFile read, ServingProblem problem, List<Diagnostic> diagnostics) {
        diagnostics.addAll(read.diagnostics());
        return read.layout().map(layout -> new ServingPlan(problem, layout));
    }

    private static Optional<Plan> fleet(Document document, FleetProblem problem, List<Diagnostic> diagnostics) {
        Optional<Plan> plan = document.root().map(root -> FleetPlanReader.read(root, problem));
        List<Diagnostic> found = document.findings().conclude();
        diagnostics.addAll(found);
        return found.stream().anyMatch(Diagnostic::isError) ? Optional.empty() : plan;
    }
}
