package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shardplan.export.Destination;
import org.shardplan.export.Destinations;
import org.shardplan.export.Export;
import org.shardplan.export.Plan;
import org.shardplan.io.solution.ExportDocument;
import org.shardplan.io.solution.SolutionFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan export}. */
@Command(name = "export", header = "Write the files that launch a solution in a framework or serving engine.",
        footer = {"", "Examples:", "  shardplan export solution.json --to megatron",
            "  shardplan export solution.json --to torchtitan -o launch",
            "  shardplan export solutions/serve-llama-3.1-8b-by-cost.json --to vllm",
            "  shardplan export solutions/llama-3.1-70b-64xh100.json --to deepspeed --json",
            "  shardplan export solutions/fleets/team-quarter.json --to megatron,vllm -o launch"})
final class ExportCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "SOLUTION", description = "A file that solve -o wrote.")
    private Path file;

    @Option(names = "--to", required = true, split = ",", paramLabel = "NAME", order = -10,
            converter = NamedChoice.Destinations.class, completionCandidates = NamedChoice.Destinations.class,
            description = "One of ${COMPLETION-CANDIDATES}; for several workloads that train and serve one framework "
                    + "and one engine, such as megatron,vllm.")
    private List<Destination> targets;

    @Option(names = {"-o", "--output"}, paramLabel = "FOLDER", order = -9,
            description = "Write the files there; without it they are printed.")
    private Path output;

    @Option(names = "--problem", paramLabel = "FILE", order = -8,
            description = "The problem file, if it is not where the solution says.")
    private Path problem;

    @Option(names = "--json", order = -7, description = "Print one JSON document with all files.")
    private boolean json;

    @Override
    public Integer call() {
        SolutionFile read = SolutionFile.read(file, Optional.ofNullable(problem));
        ProblemSource.tell(application, read.diagnostics());
        return read.plan().map(this::export).orElse(ExitCode.UNUSABLE).number();
    }

    private ExitCode export(Plan plan) {
        ExportFiles files = new ExportFiles(application, new Destinations(targets));
        Optional<ExitCode> obstacle = files.obstacle(plan);
        return obstacle.isPresent() ? obstacle.get() : show(files, files.of(plan));
    }

    private ExitCode show(ExportFiles files, Export export) {
        if (output != null) {
            return files.write(output, export, path -> application.print(path + "\n"));
        }
        application.print(json ? ExportDocument.of(export) : ExportFiles.text(export));
        return ExitCode.ANSWERED;
    }
}
