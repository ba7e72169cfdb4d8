package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shardplan.cli.ServingExplanations.Output;
import org.shardplan.io.layout.MixedLayoutFile;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.io.solution.MixedExplanationDocument;
import org.shardplan.layout.MixedLayout;
import org.shardplan.mixed.explain.MixedExplainer;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.MixedJudgement;
import org.shardplan.problem.MixedProblem;
import org.shardplan.report.html.mixed.MixedExplainPage;

/**
 * {@code shardplan explain} for mixed pipelines.
 *
 * @param application the application
 * @param file the problem file
 * @param output where the verdict goes
 * @param timeLimit when to stop looking for what is better
 */
record MixedExplanations(ShardplanCommand application, Path file, Output output, Duration timeLimit) {

    /** Explains a pipeline or, without one, the best. */
    ExitCode explain(MixedProblem problem, String layout) {
        if (layout == null) {
            return show(application.searching(timeLimit, () -> new MixedExplainer(timeLimit).explain(problem)));
        }
        MixedLayoutFile read = LayoutArgument.isFile(layout, "json")
                ? MixedLayoutText.read(Path.of(layout), problem) : MixedLayoutText.parse(layout, problem);
        ProblemSource.tell(application, read.diagnostics());
        return read.layout().map(found -> judge(problem, found)).orElse(ExitCode.UNUSABLE);
    }

    private ExitCode judge(MixedProblem problem, MixedLayout layout) {
        return show(application.searching(timeLimit, () -> new MixedExplainer(timeLimit).judge(problem, layout)));
    }

    private ExitCode show(MixedExplanation explanation) {
        List<String> next = NextCommands.afterExplaining(explanation.answer(), file);
        application.print(output.json() ? MixedExplanationDocument.of(explanation)
                : application.report().of(explanation, next));
        Optional<String> failure = output.page().write(file,
                path -> MixedExplainPage.of(explanation, ShardplanCommand.closing(next)));
        return application.failures().explained(failure, explanation.answer().best().isPresent());
    }

    private ExitCode show(MixedJudgement judgement) {
        List<String> next = NextCommands.afterExplaining(file, true);
        application.print(output.json() ? MixedExplanationDocument.of(judgement)
                : application.report().of(judgement, next));
        Optional<String> failure = output.page().write(file,
                path -> MixedExplainPage.of(judgement, ShardplanCommand.closing(next)));
        return application.failures().explained(failure, judgement.violations().isEmpty());
    }
}
