package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.export.Target;
import org.shardplan.io.json.OutputFile;
import org.shardplan.io.problem.ProblemDraft;
import org.shardplan.io.problem.ProblemFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code shardplan init}. */
@Command(name = "init", header = "Write a problem file for a model and some GPUs.",
        footer = {"", "Examples:", "  shardplan init --model Llama-3.1-8B/config.json --gpus 64xH100 --for megatron",
            "  shardplan init --model Qwen3-32B --gpus 128xA100 --sequence-length 4096 -o qwen.json"})
final class InitCommand implements Callable<Integer> {

    /** Usual in pre-training: 4 million tokens a step. */
    private static final int TOKENS_PER_STEP = 1 << 22;
    private static final int SEQUENCE_LENGTH = 8192;

    @ParentCommand
    private ShardplanCommand application;

    @Option(names = "--model", required = true, paramLabel = "MODEL", order = -10,
            description = "A name from the catalogue, or the path of a Hugging Face config.json.")
    private String model;

    @Option(names = "--gpus", required = true, paramLabel = "COUNTxGPU", order = -9, converter = Gpus.class,
            description = "How many GPUs of which kind, such as 64xH100.")
    private ProblemDraft.Gpus gpus;

    @Option(names = "--sequence-length", paramLabel = "TOKENS", order = -8,
            description = "Tokens of one sequence (default: " + SEQUENCE_LENGTH + ").")
    private Integer sequenceLength;

    @Option(names = "--global-batch", paramLabel = "SEQUENCES", order = -7,
            description = "Sequences of one optimizer step (default: as many as make 4 million tokens).")
    private Integer globalBatch;

    @Option(names = "--tokens", paramLabel = "N", order = -6, description = "Tokens of the whole run, such as 1e12.")
    private Double tokens;

    @Option(names = "--for", paramLabel = "FRAMEWORK", order = -6, converter = NamedChoice.Targets.class,
            completionCandidates = NamedChoice.Targets.class,
            description = "Plan only what this framework has settings for: one of ${COMPLETION-CANDIDATES}.")
    private Target framework;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", order = -5, defaultValue = "problem.json",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Override
    public Integer call() {
        Optional<String> obstacle = Files.exists(output)
                ? Optional.of("The output (" + output + ") must not exist yet. Maybe name another with -o.")
                : OutputFile.obstacle(output).or(this::wrongTokens);
        return obstacle.isPresent() ? application.failures().unusable(obstacle.get()).number() : init().number();
    }

    private Optional<String> wrongTokens() {
        return tokens == null || Double.isFinite(tokens) && tokens > 0 ? Optional.empty()
                : Optional.of("The --tokens (" + tokens + ") must be a number above 0. Maybe use 1e12.");
    }

    private ExitCode init() {
        int length = sequenceLength == null ? SEQUENCE_LENGTH : sequenceLength;
        int batch = globalBatch == null ? Math.max(1, TOKENS_PER_STEP / Math.max(1, length)) : globalBatch;
        ProblemDraft.Workload workload = new ProblemDraft.Workload(length, batch,
                tokens == null ? OptionalDouble.empty() : OptionalDouble.of(tokens));
        String text = new ProblemDraft(model, workload, gpus, Optional.ofNullable(framework)).text(output);
        ProblemFile read = new ProblemSource(application).examine(output, text);
        ProblemSource.tell(application, read.diagnostics());
        return read.problem().isPresent() ? write(text, length, batch) : ExitCode.UNUSABLE;
    }

    private ExitCode write(String text, int length, int batch) {
        try {
            OutputFile.write(output, text);
        } catch (UncheckedIOException failure) {
            return application.failures().unusable(failure.getMessage());
        }
        if (sequenceLength == null || globalBatch == null) {
            application.note("note: " + batch + " sequences of " + length + " tokens a step, what was not given is"
                    + " usual; change it in " + output + ".");
        }
        application.print(output + "\n");
        return ExitCode.ANSWERED;
    }

    /** Reads {@code 64xH100}. */
    static final class Gpus implements ITypeConverter<ProblemDraft.Gpus> {

        private static final Pattern COUNT_AND_NAME = Pattern.compile("([0-9]{1,7}) ?[x× ] ?(.+)");

        @Override
        public ProblemDraft.Gpus convert(String text) {
            Matcher matcher = COUNT_AND_NAME.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "The GPUs (" + text + ") must be a count and a name, such as 64xH100.");
            }
            return new ProblemDraft.Gpus(Integer.parseInt(matcher.group(1)), matcher.group(2));
        }
    }
}
