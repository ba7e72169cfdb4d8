package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.shardplan.cli.ServingExplanations.Output;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.io.layout.ServingLayoutFile;
import org.shardplan.io.solution.MixedServingExplanationDocument;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingExplainer;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.report.html.mixed.ServedExplainPage;
import org.shardplan.report.mixed.MixedServingReport;
import org.shardplan.space.Deadline;

/**
 * {@code shardplan explain} for mixed pipelines that serve.
 *
 * @param application the application
 * @param file the problem file
 * @param output where the verdict goes
 * @param timeLimit when to stop looking for what is better
 */
record MixedServingExplanations(ShardplanCommand application, Path file, Output output, Duration timeLimit) {

    /** Explains a pipeline or, without one, the best. */
    ExitCode explain(MixedServingProblem problem, String layout) {
        if (layout == null) {
            return show(application.searching(timeLimit, () -> explainer().explain(problem)));
        }
        ServingLayoutFile read = LayoutArgument.isFile(layout, "json")
                ? ServedPipelineText.read(Path.of(layout), problem.serving())
                : ServedPipelineText.parse(layout, problem.serving());
        ProblemSource.tell(application, read.diagnostics());
        return read.layout().map(found -> show(judged(problem, (Pipeline) found))).orElse(ExitCode.UNUSABLE);
    }

    private MixedServingJudgement judged(MixedServingProblem problem, Pipeline layout) {
        return application.searching(timeLimit, () -> explainer().judge(problem, layout));
    }

    private MixedServingExplainer explainer() {
        return new MixedServingExplainer(Deadline.after(timeLimit));
    }

    private MixedServingReport report() {
        return new MixedServingReport(application.style(), application.depth());
    }

    private ExitCode show(MixedServingExplanation explanation) {
        List<String> next = NextCommands.afterExplaining(explanation.answer(), file);
        application.print(output.json() ? MixedServingExplanationDocument.of(explanation)
                : report().of(explanation, next));
        return application.failures().explained(output.page().write(file, path -> ServedExplainPage.of(
                explanation, ShardplanCommand.closing(next))), explanation.answer().best().isPresent());
    }

    private ExitCode show(MixedServingJudgement judgement) {
        List<String> next = NextCommands.afterExplaining(file, true);
        application.print(output.json() ? MixedServingExplanationDocument.of(judgement)
                : report().of(judgement, next));
        return application.failures().explained(output.page().write(file, path -> ServedExplainPage.of(
                judgement, ShardplanCommand.closing(next))), judgement.judged().violations().isEmpty());
    }
}
