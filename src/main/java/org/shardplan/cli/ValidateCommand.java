package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.json.OutputFile;
import org.shardplan.io.runs.PredictionsTable;
import org.shardplan.io.runs.RunTable;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.io.runs.ServingValidationDocument;
import org.shardplan.io.runs.ValidationDocument;
import org.shardplan.measured.Predictor;
import org.shardplan.measured.Refit;
import org.shardplan.measured.Run;
import org.shardplan.measured.Validation;
import org.shardplan.report.measured.ServingValidationReport;
import org.shardplan.report.measured.ValidationReport;
import org.shardplan.serving.measured.ServingValidation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan validate}. */
@Command(name = "validate", header = "Predict measured runs from their layouts and report how far off that is.",
        footer = {"", "Examples:", "  shardplan validate runs.csv",
            "  shardplan validate runs.csv --predictions predicted.csv --json",
            "  shardplan validate runs-of-many-sources.csv --refit"})
final class ValidateCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "RUNS.csv", arity = "1..*", description = "Tables of runs.")
    private List<Path> files;

    @Option(names = "--json", order = -10, description = "Print one JSON document instead of the report.")
    private boolean json;

    @Option(names = "--predictions", paramLabel = "OUT.csv", order = -9,
            description = "Copy every row to this file and add what is predicted for it.")
    private Path predictions;

    @Option(names = "--refit", order = -8,
            description = "Also fit the shared constants anew, without the models and sources they then predict.")
    private boolean refit;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        Optional<String> obstacle = options.obstacle()
                .or(() -> predictions == null ? Optional.empty() : OutputFile.obstacle(predictions, files));
        return obstacle.isPresent()
                ? application.failures().unusable(obstacle.get()).number()
                : validate(new RunSource(application, options.reader())).number();
    }

    private ExitCode validate(RunSource source) {
        List<RunTable> tables = source.read(files);
        if (tables.isEmpty()) {
            return ExitCode.UNUSABLE;
        }
        if (tables.stream().anyMatch(table -> !table.isServing())) {
            training(runs(tables, false));
        }
        if (tables.stream().anyMatch(RunTable::isServing)) {
            serving(runs(tables, true));
        }
        return write(tables).orWorse(source.verdict());
    }

    private static List<Run> runs(List<RunTable> tables, boolean serving) {
        return tables.stream().filter(table -> table.isServing() == serving)
                .flatMap(table -> table.runs().stream()).toList();
    }

    private void training(List<Run> runs) {
        Validation validation = Validation.of(runs, Predictor.MODEL);
        Optional<Refit> refitted = refit ? Optional.of(refit()) : Optional.empty();
        application.print(json ? ValidationDocument.of(validation, refitted)
                : new ValidationReport(application.style(), application.depth()).of(validation, refitted));
    }

    private void serving(List<Run> runs) {
        ServingValidation validation = ServingValidation.of(runs);
        application.print(json ? ServingValidationDocument.of(validation)
                : new ServingValidationReport(application.style(), application.depth()).of(validation));
    }

    private Refit refit() {
        RunTableReader reader = options.refittingReader();
        return Refit.of(files.stream().flatMap(file -> reader.read(file).runs().stream()).toList(),
                Profiles.shipped().tables());
    }

    private ExitCode write(List<RunTable> tables) {
        if (predictions != null) {
            try {
                OutputFile.write(predictions, PredictionsTable.of(tables, Predictor.MODEL));
            } catch (UncheckedIOException failure) {
                return application.failures().unusable(failure.getMessage());
            }
        }
        return ExitCode.ANSWERED;
    }
}
