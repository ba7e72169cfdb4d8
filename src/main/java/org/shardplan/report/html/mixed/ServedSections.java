package org.shardplan.report.html.mixed;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.ServedPace;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.TimeChart;
import org.shardplan.report.html.piece.TimeChart.Spent;
import org.shardplan.report.html.serving.ServingMemorySection;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.time.StepBreakdown;
import org.shardplan.serving.time.StepPart;

/** Everything there is to show about one pipeline that serves. */
final class ServedSections {

    private static final TimeChart CHART = new TimeChart(List.of(StepPart.values()));

    private final ServingEstimate estimate;
    private final ServedPace pace;

    private ServedSections(ServingEstimate estimate) {
        this.estimate = estimate;
        this.pace = new ServedPace(estimate);
    }

    static void write(ServingEstimate estimate, Sheet sheet) {
        ServedSections sections = new ServedSections(estimate);
        sheet.section("Stages", sections.stages());
        sheet.section("On the cluster", ServedClusterSection.of(estimate));
        sheet.section("Memory per GPU", ServingMemorySection.ofStages(estimate.groups(), sections.names()));
        sheet.section("Time of a decode step", sections.step());
        sheet.section("Time of a prompt", sections.prompt());
    }

    private List<String> names() {
        return IntStream.range(0, estimate.groups().size())
                .mapToObj(index -> "stage " + index + ", " + estimate.pool(estimate.groups().get(index)).name())
                .toList();
    }

    private List<Element> stages() {
        Table table = new Table(Column.number("Stage"), Column.words("runs on"), Column.number("tp"),
                Column.number("ep"), Column.number("layers"), Column.number("GiB weights"), Column.number("usable"),
                Column.number("keys, values"), Column.number("room"), Column.number("step"), Column.number("prompt"));
        List<ServedStage> stages = ((Pipeline) estimate.layout()).stages();
        for (int index = 0; index < stages.size(); index++) {
            table.row(row(index, stages.get(index)));
        }
        return List.of(table.element(), Pieces.remark("Room: sequences whose keys and values fit, least at stage "
                + pace.fullestStage() + ". Step: a micro-batch of " + Figures.number(pace.microBatch())
                + " sequences. Prompt: one alone."));
    }

    private String[] row(int index, ServedStage stage) {
        GroupEstimate group = estimate.groups().get(index);
        return new String[] {Integer.toString(index), estimate.pool(group).name(), Integer.toString(stage.tensor()),
            Integer.toString(stage.expert()), Integer.toString(stage.layers()),
            Figures.gib(group.memory().weights().gib()), Figures.gib(group.memory().usable().gib()),
            Figures.gib(group.memory().keyValues().gib()), Figures.count(group.memory().sequences()),
            Figures.seconds(group.decode().totalSeconds()), Figures.seconds(group.prompt().totalSeconds())};
    }

    private List<Element> step() {
        return List.of(CHART.compared("a micro-batch's step on each stage", "stage", spent(GroupEstimate::decode)),
                Pieces.remark(Figures.count(pace.inFlight(), "micro-batch takes ", "micro-batches take ")
                        + Figures.seconds(pace.slowestSeconds()) + " at the slowest stage, " + pace.slowestStage()
                        + "; one takes " + Figures.seconds(pace.throughSeconds()) + " through all of them. The longer "
                        + "of the two sets the time to the next token, with what prompts and the engine add."));
    }

    private List<Element> prompt() {
        return List.of(CHART.compared("a prompt alone on each stage", "stage", spent(GroupEstimate::prompt)),
                Pieces.remark("One prompt worked off alone; stage " + pace.slowestPromptStage() + " takes longest. "
                        + "Waiting and the engine's time before the first step are not in it."));
    }

    private List<Spent> spent(Function<GroupEstimate, StepBreakdown> what) {
        return IntStream.range(0, estimate.groups().size()).mapToObj(index -> {
            StepBreakdown breakdown = what.apply(estimate.groups().get(index));
            return new Spent(names().get(index), Stream.of(StepPart.values()).map(breakdown::seconds).toList(),
                    breakdown.totalSeconds());
        }).toList();
    }
}
