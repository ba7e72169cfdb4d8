package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shardplan.io.catalogue.CalibrationDocument;
import org.shardplan.io.catalogue.EngineDocument;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.json.OutputFile;
import org.shardplan.measured.CalibrationResult;
import org.shardplan.measured.Calibrator;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Run;
import org.shardplan.measured.ServedRun;
import org.shardplan.report.measured.CalibrationReport;
import org.shardplan.report.measured.EngineCalibrationReport;
import org.shardplan.serving.measured.EngineCalibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan calibrate}. */
@Command(name = "calibrate", header = "Fit the constants of the model to own measured runs.",
        description = {"Writes a file that a problem can name: \"calibration\": \"my-cluster.json\",",
            "for runs of served models \"engine\": \"my-engine.json\"."},
        footer = {"", "Example:", "  shardplan calibrate runs.csv -o my-cluster.json"})
final class CalibrateCommand implements Callable<Integer> {

    private static final int MOST_NOTES = 20;

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "RUNS.csv", arity = "1..*", description = "Tables of runs.")
    private List<Path> files;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true, order = -10,
            description = "Write the calibration to this file.")
    private Path output;

    @Option(names = "--json", order = -9, description = "Print the calibration file instead of the report.")
    private boolean json;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        Optional<String> obstacle = options.obstacle().or(() -> OutputFile.obstacle(output, files));
        return obstacle.isPresent()
                ? application.failures().unusable(obstacle.get()).number()
                : calibrate(new RunSource(application, options.reader())).number();
    }

    private ExitCode calibrate(RunSource source) {
        List<Run> runs = source.read(files).stream().flatMap(table -> table.runs().stream()).toList();
        List<ServedRun> served = runs.stream().filter(ServedRun.class::isInstance).map(ServedRun.class::cast).toList();
        if (!served.isEmpty() && source.verdict() == ExitCode.ANSWERED) {
            return serving(served, runs.size());
        }
        List<MeasuredRun> usable = Calibrator.usable(runs);
        if (source.verdict() != ExitCode.ANSWERED) {
            return source.verdict();
        }
        if (usable.isEmpty()) {
            return application.failures().unusable("The tables must have at least one timed run that can be expressed. "
                    + "Maybe run shardplan validate on them.");
        }
        if (usable.size() < runs.size()) {
            application.note("note: " + (runs.size() - usable.size()) + " of " + runs.size()
                    + " rows are not used: no time, not measured, not expressed, or impossible.");
            runs.stream().filter(run -> !run.flaw().isEmpty()).limit(MOST_NOTES).forEach(run -> application.note(
                    "note: " + run.origin().file() + ":" + run.origin().line() + ": " + run.flaw()));
        }
        return fit(usable);
    }

    /** Served models: constants of one engine, by GPU. */
    private ExitCode serving(List<ServedRun> served, int rows) {
        List<String> engines = served.stream().map(run -> run.setup().problem().engine().name()).distinct().toList();
        if (engines.size() > 1) {
            return application.failures().unusable("The runs must be of one engine, they are of "
                    + String.join(", ", engines) + ". Maybe split the table.");
        }
        if (rows > served.size()) {
            application.note("note: " + (rows - served.size()) + " of " + rows + " rows are not used: not expressed.");
        }
        EngineCalibration result = EngineCalibration.of(name(), served);
        String document = EngineDocument.of(result.engine());
        return write(document, json ? document : new EngineCalibrationReport(application.style()).of(result));
    }

    private ExitCode fit(List<MeasuredRun> usable) {
        CalibrationResult result = new Calibrator(Profiles.shipped().calibration()).fit(name(), usable);
        String document = CalibrationDocument.of(result);
        return write(document,
                json ? document : new CalibrationReport(application.style()).of(result, List.of()));
    }

    private ExitCode write(String document, String printed) {
        try {
            OutputFile.write(output, document);
        } catch (UncheckedIOException failure) {
            return application.failures().unusable(failure.getMessage());
        }
        application.print(printed);
        return ExitCode.ANSWERED;
    }

    /** The name of the file without its extension. */
    private String name() {
        String file = output.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
