package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.layout.ServingLayoutFile;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.io.solution.ServingExplanationDocument;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.html.serving.ServingExplainPage;
import org.shardplan.report.serving.ServingExplanationReport;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.solver.ServingMiss;

/**
 * {@code shardplan explain} for serving problems.
 *
 * @param application the application
 * @param file the problem file
 * @param output where the verdict goes
 * @param binding whether to tell what a little more of everything would bring
 * @param timeLimit when to stop looking for what is better
 */
record ServingExplanations(
        ShardplanCommand application, Path file, Output output, boolean binding, Duration timeLimit) {

    /**
     * Where the verdict goes.
     *
     * @param json whether one JSON document is printed instead of the report
     * @param page the web page, if one is wanted
     */
    record Output(boolean json, OutputFiles page) {
    }

    /** Explains a layout or, without one, the best. */
    ExitCode explain(ServingProblem problem, String layout) {
        if (layout == null) {
            return explainAnswer(problem);
        }
        ServingLayoutFile read = LayoutArgument.isFile(layout, "json")
                ? ServingLayoutText.read(Path.of(layout), problem) : ServingLayoutText.parse(layout, problem);
        ProblemSource.tell(application, read.diagnostics());
        return read.layout().map(found -> explain(problem, found)).orElse(ExitCode.UNUSABLE);
    }

    private ExitCode explain(ServingProblem problem, ServingLayout layout) {
        ServingExplanation explanation = ServingExplanation.of(new ServingEstimator(problem), layout);
        return show(explanation, bound(ServingAdvice.of(explanation, timeLimit)));
    }

    private ServingAdvice bound(ServingAdvice advice) {
        return binding ? advice.withBindings() : advice;
    }

    /** The best layout or, where there is none, the one that comes nearest. */
    private ExitCode explainAnswer(ServingProblem problem) {
        ServingAdvice advice = bound(ServingAdvice.of(problem, timeLimit));
        Optional<ServingEstimate> shown = advice.answer().best()
                .or(() -> advice.answer().remedies().nearest().map(ServingMiss::estimate));
        if (shown.isEmpty()) {
            return application.failures().unusable("No layout could be formed at all: no shape of a replica starts.");
        }
        return show(ServingExplanation.of(new ServingEstimator(problem), shown.get().layout()), advice);
    }

    private ExitCode show(ServingExplanation explanation, ServingAdvice advice) {
        List<String> next = NextCommands.afterExplaining(file, binding);
        application.print(output.json() ? ServingExplanationDocument.of(explanation, advice)
                : new ServingExplanationReport(application.style(), application.depth()).of(explanation, advice, next));
        Optional<String> failure = output.page().write(file, path -> ServingExplainPage.of(
                explanation, advice, ShardplanCommand.closing(next)));
        if (failure.isPresent()) {
            return application.failures().unusable(failure.get());
        }
        return switch (explanation.verdict()) {
            case FEASIBLE -> ExitCode.ANSWERED;
            case REJECTED -> ExitCode.INFEASIBLE;
        };
    }
}
