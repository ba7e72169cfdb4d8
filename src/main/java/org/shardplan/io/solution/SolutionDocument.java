package org.shardplan.io.solution;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.LayoutSection;
import org.shardplan.problem.Model;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Question;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Remedies;
import org.shardplan.solver.Proof;

/**
 * Answers as JSON, as {@code solution.schema.json} describes them. The same answer gives the same
 * bytes; what differs from run to run is left out or stands apart under {@code run}.
 */
public final class SolutionDocument {

    private static final int VERSION = 1;

    private final JsonText json;

    private SolutionDocument(JsonText json) {
        this.json = json;
    }

    /** The solution document of an answer. */
    public static String of(Answer answer) {
        return JsonText.of(json -> new SolutionDocument(json).answer(answer, Optional.empty()));
    }

    /** The same for a file that lies elsewhere than its problem file, whose relative path it names. */
    public static String of(Answer answer, String problemFile) {
        return JsonText.of(json -> new SolutionDocument(json).answer(answer, Optional.of(problemFile)));
    }

    /** The same with the facts of this run. */
    public static String of(Answer answer, RunFacts run) {
        return JsonText.of(json -> {
            new SolutionDocument(json).answer(answer, Optional.empty());
            run.write(json);
        });
    }

    private void answer(Answer answer, Optional<String> problemFile) {
        question(answer.problem(), answer.problem().model(), json);
        problemFile.ifPresent(file -> json.text("problemFile", file));
        json.text("status", answer.status().label());
        proof(answer.proof(), json);
        answer.best().ifPresent(this::best);
        alternatives(answer.ranking());
        rejections(answer.rejections(), without -> without(without, answer.best()), json);
        remedies(answer.remedies());
        json.texts("assumptions", answer.problem().assumptions());
    }

    static void question(Question problem, Model model, JsonText json) {
        json.count("version", VERSION);
        json.text("problem", problem.name());
        json.text("model", model.name());
    }

    /** What each rule rejected and, where it costs something or might, what is best without it. */
    static <E> void rejections(List<Rejection<E>> rejections, Consumer<E> without, JsonText json) {
        json.objects("rejections", rejections, rejection -> {
            json.text("rule", rejection.rule());
            json.count("layouts", rejection.count());
            json.text("unit", rejection.unit().label());
            rejection.without().ifPresent(found -> json.object("without", ignored -> without.accept(found)));
        });
    }

    static void proof(Proof proof, JsonText json) {
        json.object("proof", ignored -> {
            json.text("kind", proof.kind().label());
            json.count("layoutsInSpace", proof.layoutsInSpace());
            if (!proof.counted()) {
                json.flag("layoutsCounted", false);
            }
            json.count("layoutsEvaluated", proof.layoutsEvaluated());
            json.number("gapPercent", proof.gapPercent());
        });
    }

    private void best(Estimate best) {
        Objective objective = best.problem().goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", best.value(objective));
            json.text("unit", objective.unit());
        });
        layout(best);
        EstimateSection.write(best, json);
    }

    private void layout(Estimate estimate) {
        LayoutSection.write(estimate.problem(), estimate.layout(), json);
    }

    private void alternatives(List<Estimate> ranking) {
        json.objects("alternatives", ranking.stream().skip(1).toList(), other -> {
            Comparison comparison = new Comparison(ranking.get(0), other);
            layout(other);
            json.number("objectiveValue", other.value(other.problem().goal().objective()));
            json.number("vsBestPercent", comparison.percent());
            json.flag("tie", comparison.isTie());
            EstimateSection.writeBrief(other, json);
        });
    }

    private void without(Estimate without, Optional<Estimate> best) {
        layout(without);
        json.number("objectiveValue", without.value(without.problem().goal().objective()));
        best.ifPresent(now -> json.number("vsBestPercent", new Comparison(now, without).percent()));
    }

    private void remedies(Remedies remedies) {
        Optional<NearMiss> nearest = remedies.nearest();
        nearest.ifPresent(miss -> json.object("nearest", ignored -> {
            layout(miss.estimate());
            ViolationSection.write(miss.violations(), json);
            EstimateSection.writeBrief(miss.estimate(), json);
        }));
        remedies.moreGpus().ifPresent(enough -> json.object("moreGpus", ignored -> {
            layout(enough);
            EstimateSection.writeBrief(enough, json);
        }));
    }
}
