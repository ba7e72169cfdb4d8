package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.export.Destinations;
import org.shardplan.export.Export;
import org.shardplan.export.Exporter;
import org.shardplan.export.FleetPlan;
import org.shardplan.export.MixedPlan;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.json.OutputFolder;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.explain.MixedRules;
import org.shardplan.mixed.planner.MixedEstimator;
import org.shardplan.mixed.serving.ServedRules;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/**
 * Exports checked plans and tells what their destination cannot express.
 *
 * @param application who tells it
 * @param targets the framework or engine, or both
 */
record ExportFiles(ShardplanCommand application, Destinations targets) {

    /** Why the plan is not exported, told already: it breaks a rule, or the destination has nothing like it. */
    Optional<ExitCode> obstacle(Plan plan) {
        Optional<String> obstacle = Exporter.obstacle(plan, targets);
        if (obstacle.isPresent()) {
            return obstacle.map(application.failures()::unusable);
        }
        List<Violation> violations = violations(plan);
        if (!violations.isEmpty()) {
            application.complain("error: the layout breaks a rule of its problem: " + violations.get(0).message());
            return Optional.of(ExitCode.INFEASIBLE);
        }
        return Optional.empty();
    }

    private static List<Violation> violations(Plan plan) {
        if (plan instanceof TrainingPlan training) {
            return RuleBook.standard().violations(
                    new Candidate(new LayoutEstimator(training.problem()), training.layout()));
        }
        if (plan instanceof MixedPlan mixed) {
            return MixedRules.violations(new MixedEstimator(mixed.problem()).estimate(mixed.layout()));
        }
        if (plan instanceof FleetPlan fleet) {
            return fleet.workloads().stream().flatMap(part -> violations(part.plan()).stream()
                    .map(violation -> violation.of(part.name()))).toList();
        }
        ServingPlan serving = (ServingPlan) plan;
        ServingCandidate candidate = new ServingCandidate(new ServingEstimator(serving.problem()), serving.layout());
        return serving.layout() instanceof Pipeline ? ServedRules.violations(candidate)
                : ServingRules.book().violations(candidate);
    }

    Export of(Plan plan) {
        Export export = Exporter.export(plan, targets);
        export.gaps().forEach(gap -> application.note("note: not expressed for " + targets.label() + ": " + gap));
        return export;
    }

    /** Writes the files and tells where they are. */
    ExitCode write(Path folder, Export export, Consumer<Path> teller) {
        try {
            OutputFolder.write(folder, export).forEach(teller);
            return ExitCode.ANSWERED;
        } catch (UncheckedIOException failure) {
            return application.failures().unusable(failure.getMessage());
        }
    }

    /** All files in one text, each behind its name. */
    static String text(Export export) {
        return export.files().stream().map(file -> "==> " + file.name() + " <==\n" + file.text())
                .collect(Collectors.joining("\n"));
    }
}
