package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.report.page.Closing;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;

/**
 * What was found for a mixed pipeline that serves as the terminal shows it.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record MixedServingReport(Style style, Depth depth) {

    /**
     * The report on an answer, with a line feed at its end.
     *
     * @param answer the pipeline
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedServingAnswer answer, List<String> nextCommands) {
        Page page = new Page(style);
        ServedPipelineReport.write(answer, page);
        return Closing.close(page, depth, answer.problem().assumptions(), nextCommands);
    }

    /**
     * The same with what else could be done with the GPUs, with a line feed at its end.
     *
     * @param explanation the pipeline
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedServingExplanation explanation, List<String> nextCommands) {
        Page page = new Page(style);
        ServedPipelineReport.write(explanation.answer(), page);
        MixedServingWorth.write(explanation, page);
        return Closing.close(page, depth, explanation.answer().problem().assumptions(), nextCommands);
    }

    /**
     * The verdict on a pipeline that was given, with a line feed at its end.
     *
     * @param judgement the verdict
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedServingJudgement judgement, List<String> nextCommands) {
        Page page = new Page(style);
        ServedJudgementReport.write(judgement, page);
        return Closing.close(page, depth, judgement.answer().problem().assumptions(), nextCommands);
    }
}
