package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.export.Export;
import org.shardplan.export.Exporter;
import org.shardplan.export.Target;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.OutputFolder;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;

/**
 * Exports checked plans and tells what a framework cannot express.
 *
 * @param application who tells it
 * @param target the framework
 */
record ExportFiles(ShardplanCommand application, Target target) {

    /** Why the plan is not exported, told already: it breaks a rule, or the framework has nothing like it. */
    Optional<ExitCode> obstacle(TrainingPlan plan) {
        List<Violation> violations = RuleBook.standard().violations(
                new Candidate(new LayoutEstimator(plan.problem()), plan.layout()));
        if (!violations.isEmpty()) {
            application.complain("error: the layout breaks a rule of its problem: " + violations.get(0).message());
            return Optional.of(ExitCode.INFEASIBLE);
        }
        return Exporter.obstacle(plan, target).map(application.failures()::unusable);
    }

    Export of(TrainingPlan plan) {
        Export export = Exporter.export(plan, target);
        export.gaps().forEach(gap -> application.note("note: not expressed for " + target.label() + ": " + gap));
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
