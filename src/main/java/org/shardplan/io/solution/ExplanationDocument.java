package org.shardplan.io.solution;

import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Change;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Demand;
import org.shardplan.explain.Explanation;
import org.shardplan.explain.Move;
import org.shardplan.explain.Obstacle;
import org.shardplan.explain.Repair;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.LayoutSection;
import org.shardplan.memory.MemoryTerm;
import org.shardplan.solver.Answer;
import org.shardplan.time.TimePart;
import org.shardplan.units.Bytes;

/** Explanations as JSON, as {@code #/$defs/explanation} of {@code solution.schema.json} describes them. */
public final class ExplanationDocument {

    private final Explanation explanation;
    private final Advice advice;
    private final Optional<Estimate> best;
    private final JsonText json;

    private ExplanationDocument(Explanation explanation, Advice advice, JsonText json) {
        this.explanation = explanation;
        this.advice = advice;
        this.best = advice.answer().flatMap(Answer::best);
        this.json = json;
    }

    /** The document of an explanation and the advice that goes with it. */
    public static String of(Explanation explanation, Advice advice) {
        return JsonText.of(json -> new ExplanationDocument(explanation, advice, json).write());
    }

    private void write() {
        Estimate estimate = explanation.estimate();
        SolutionDocument.question(estimate.problem(), estimate.problem().model(), json);
        json.text("verdict", explanation.verdict().label());
        ViolationSection.write(explanation.violations(), json);
        json.objects("memoryTerms", explanation.terms(), this::term);
        json.objects("repairs", advice.repairs().nearest(), this::repair);
        json.flag("repairsProvedNearest", advice.repairs().isProved());
        comparison(estimate);
        advice.obstacle().ifPresent(this::obstacle);
        binding();
        LayoutSection.write(estimate.problem(), estimate.layout(), json);
        EstimateSection.write(estimate, json);
        json.objects("stages", explanation.stages(), stage -> {
            json.count("stage", stage.stage());
            json.number("memoryGiBPerGpu", stage.totalGib());
        });
        json.texts("assumptions", estimate.problem().assumptions());
    }

    private void term(MemoryTerm term) {
        json.text("part", term.part().label());
        json.number("memoryGiB", term.bytes() / Bytes.PER_GIB);
        json.text("formula", term.formula());
        json.text("source", term.source());
    }

    private void repair(Repair repair) {
        json.object("change", ignored -> repair.changes().forEach(this::change));
        json.number("size", repair.size());
        estimated(repair.estimate());
    }

    private void change(Change change) {
        json.object(change.decision().label(), ignored -> {
            json.text("from", change.from());
            json.text("to", change.to());
        });
    }

    private void estimated(Estimate estimate) {
        LayoutSection.write(estimate.problem(), estimate.layout(), json);
        json.number("objectiveValue", estimate.value(estimate.problem().goal().objective()));
        best.ifPresent(found -> json.number("vsBestPercent", new Comparison(found, estimate).percent()));
        EstimateSection.writeBrief(estimate, json);
    }

    private void comparison(Estimate estimate) {
        best.ifPresent(found -> json.object("comparedToBest", ignored -> {
            Comparison comparison = new Comparison(found, estimate);
            json.number("objectivePercent", comparison.percent());
            json.flag("tie", comparison.isTie());
            json.object("timeParts", parts -> {
                for (TimePart part : TimePart.values()) {
                    part(part, estimate, found);
                }
            });
            LayoutSection.write(found.problem(), found.layout(), json);
            EstimateSection.writeBrief(found, json);
        }));
    }

    private void part(TimePart part, Estimate estimate, Estimate found) {
        json.object(EstimateSection.key(part), ignored -> {
            json.number("seconds", estimate.time().seconds(part));
            json.number("percent", 100 * estimate.time().seconds(part) / estimate.stepSeconds());
            json.number("bestSeconds", found.time().seconds(part));
            json.number("bestPercent", 100 * found.time().seconds(part) / found.stepSeconds());
        });
    }

    private void binding() {
        if (advice.binding().increments().isEmpty()) {
            return;
        }
        json.objects("increments", advice.binding().increments(), increment -> {
            json.text("what", increment.what());
            json.number("gainPercent", increment.gainPercent());
            LayoutSection.write(increment.comparison().best().problem(),
                    increment.comparison().best().layout(), json);
        });
        json.objects("doubts", advice.binding().doubts(), doubt -> {
            json.text("what", doubt.what());
            json.number("lossPercent", doubt.comparison().percent());
            json.flag("changesChoice", doubt.changesChoice());
            LayoutSection.write(doubt.comparison().best().problem(), doubt.comparison().best().layout(), json);
        });
    }

    private void obstacle(Obstacle obstacle) {
        json.object("obstacle", ignored -> {
            json.texts("conflict", obstacle.conflict().demands().stream().map(Demand::label).toList());
            json.flag("conflictIsMinimal", obstacle.conflict().isMinimal());
            json.objects("moves", obstacle.moves(), this::move);
        });
    }

    private void move(Move move) {
        json.text("demand", move.demand().label());
        json.number("from", move.from());
        json.number("to", move.to());
        json.text("unit", move.unit());
        LayoutSection.write(move.estimate().problem(), move.estimate().layout(), json);
        EstimateSection.writeBrief(move.estimate(), json);
    }
}
