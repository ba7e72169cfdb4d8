package org.shardplan.io.batch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Invalid;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.batch.Status;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.problem.Objective;
import org.shardplan.rule.CapacityRules;
import org.shardplan.rule.Violation;
import org.shardplan.solver.SharedAnswer;
import org.shardplan.units.Bytes;

/** What came of a case, from its answer or from the errors in its file. */
final class BatchOutcomes {

    private BatchOutcomes() {
    }

    static Outcome of(SharedAnswer answer) {
        if (answer.best().isPresent()) {
            return solved(answer.best().get());
        }
        return answer.nearest().isPresent()
                ? infeasible(answer.nearest().get().violations())
                : malformed(answer.rejectedMeshes());
    }

    /** The first error, and how many more there are. */
    static Outcome of(List<Diagnostic> diagnostics) {
        List<Diagnostic> errors = diagnostics.stream().filter(Diagnostic::isError).toList();
        Diagnostic first = errors.get(0);
        String suggestion = first.suggestion().isEmpty() ? "" : " (" + first.suggestion() + ")";
        String more = errors.size() == 1 ? "" : ", and " + (errors.size() - 1) + " more";
        return new Invalid(first.message() + suggestion + more);
    }

    private static Outcome solved(Estimate best) {
        Objective objective = best.problem().goal().objective();
        Choice choice = new Choice(best.pool().name(), best.gpus(), LayoutText.format(best.layout(), best.problem()));
        Work work = new Work(best.problem().model().name(), best.problem().training().tokens().orElse(Double.NaN));
        return new Solved(Status.OPTIMAL, work, objective, best.value(objective), choice, figures(best));
    }

    private static Figures figures(Estimate best) {
        RunEstimate run = best.run();
        double free = CapacityRules.availableBytes(best.problem(), best.pool()) / Bytes.PER_GIB
                - best.memory().totalGib();
        return new Figures(best.stepSeconds(), run.hours(), run.costUsd(), run.energyKwh(), best.memory().totalGib(),
                free, Service.NONE);
    }

    /** The limit that has to move farthest. */
    static Outcome infeasible(List<Violation> violations) {
        Violation widest = violations.stream().max(Comparator.comparingDouble(Violation::excess)).orElseThrow();
        return new Infeasible(widest.rule(), new Gap(widest.needed(), widest.available(), widest.unit()),
                widest.message());
    }

    private static Outcome malformed(Map<String, Long> rejectedMeshes) {
        List<Map.Entry<String, Long>> rules = rejectedMeshes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        String counts = rules.stream().map(rule -> rule.getKey() + " " + rule.getValue() + " meshes")
                .collect(Collectors.joining(", "));
        return new Infeasible(rules.isEmpty() ? "structure" : rules.get(0).getKey(), Gap.UNKNOWN,
                "Not one layout is well formed" + (rules.isEmpty() ? "." : ": " + counts + "."));
    }
}
