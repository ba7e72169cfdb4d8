package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.DiagnosticsDocument;
import org.shardplan.io.problem.ProblemFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan check}. */
@Command(name = "check", header = "Find everything wrong with problem files, all at once.",
        footer = {"", "Example:", "  shardplan check problems/*.json"})
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Problem files.")
    private List<Path> files;

    @Option(names = "--json", order = -10, description = "Print all diagnostics as one JSON document.")
    private boolean json;

    private final DiagnosticsDocument document = new DiagnosticsDocument();

    @Override
    public Integer call() {
        ProblemSource problems = new ProblemSource(application);
        ExitCode worst = ExitCode.ANSWERED;
        for (Path file : files) {
            worst = worst.orWorse(check(file, problems.examine(file)));
        }
        if (json) {
            application.print(document.text());
        }
        return worst.number();
    }

    private ExitCode check(Path file, ProblemFile read) {
        if (json) {
            document.add(file.toString(), read.diagnostics());
        } else {
            ProblemSource.tell(application, read.diagnostics());
            application.print(file + ": " + verdict(read.diagnostics()) + "\n");
        }
        return read.question().isPresent() ? ExitCode.ANSWERED : ExitCode.UNUSABLE;
    }

    private static String verdict(List<Diagnostic> diagnostics) {
        long errors = diagnostics.stream().filter(Diagnostic::isError).count();
        long warnings = diagnostics.size() - errors;
        String heard = warnings == 0 ? "" : ", " + counted(warnings, "warning");
        return (errors == 0 ? "valid" : counted(errors, "error")) + heard;
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
