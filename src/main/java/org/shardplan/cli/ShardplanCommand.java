package org.shardplan.cli;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.shardplan.report.TextReport;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Style;
import org.shardplan.solver.SolverOptions;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The application: options that every command understands. */
@Command(name = "shardplan", mixinStandardHelpOptions = true, versionProvider = ShardplanCommand.Version.class,
        scope = ScopeType.INHERIT, sortOptions = false,
        header = "Plans how to train and serve large language models on GPUs: the best layout, proved, priced, "
                + "explained.",
        optionListHeading = "%nOptions:%n", parameterListHeading = "%nArguments:%n",
        commandListHeading = "%nCommands:%n", synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered: there is a feasible layout", "1:a bug in shardplan",
            "2:bad options or a bad problem file", "3:a sound question, but no layout is feasible"},
        footer = {"", "Example:", "  shardplan solve problems/llama-3.1-70b-64xh100.json"},
        subcommands = {InitCommand.class, SolveCommand.class, BatchCommand.class, ExplainCommand.class,
            ExportCommand.class, CheckCommand.class, ValidateCommand.class, CalibrateCommand.class,
            CatalogCommand.class, SchemaCommand.class, HelpCommand.class, GenerateCompletion.class})
final class ShardplanCommand implements Runnable {

    private final Terminal terminal;
    private final Failures failures;

    @Spec
    private CommandSpec spec;

    @Option(names = "--color", scope = ScopeType.INHERIT, paramLabel = "WHEN", defaultValue = "auto",
            converter = NamedChoice.Colour.class, completionCandidates = NamedChoice.Colour.class,
            description = "Colour: auto, always or never (default: ${DEFAULT-VALUE}). NO_COLOR and CLICOLOR_FORCE "
                    + "count.")
    private Terminal.Colour colour = Terminal.Colour.AUTO;

    @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT, description = "Say nothing but results and errors.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, scope = ScopeType.INHERIT,
            description = "Say more: every assumption and rejection, and how long it took.")
    private boolean verbose;

    @Option(names = "--no-progress", scope = ScopeType.INHERIT, description = "Show no progress.")
    private boolean noProgress;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a bug.")
    private boolean debug;

    ShardplanCommand(Terminal terminal, Failures failures) {
        this.terminal = terminal;
        this.failures = failures;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    Failures failures() {
        return failures;
    }

    TextReport report() {
        return new TextReport(style(), depth());
    }

    Depth depth() {
        return verbose ? Depth.FULL : Depth.BRIEF;
    }

    Style style() {
        return new Style(terminal.showsColour(colour), terminal.unicode());
    }

    /** Shows how far a batch is; what it returns ends that. */
    Runnable progress(int cases, IntSupplier finished) {
        int before = finished.getAsInt();
        return progress(seconds -> {
            int done = finished.getAsInt();
            return Progress.ofBatch(done, cases, (done - before) / seconds);
        });
    }

    /** Shows how long a search has been going on; what it returns ends that. */
    private Runnable progress(Duration limit) {
        return progress(seconds -> Progress.ofSearch(seconds, limit));
    }

    /** Does what takes long, and shows for how long it has been going on. */
    <T> T searching(Duration limit, Supplier<T> work) {
        Runnable stopProgress = progress(limit);
        try {
            return work.get();
        } finally {
            stopProgress.run();
        }
    }

    /** Shows how far a search is that counts it; what it returns ends that. */
    Runnable progress(SolverOptions options) {
        return progress(seconds -> Progress.ofSearch(seconds, options.timeLimit(), options.meter().read()));
    }

    /** Says something after so many seconds, if somebody watches and wants to know. */
    private Runnable progress(DoubleFunction<String> words) {
        return terminal.interactive() && !quiet && !noProgress
                ? new StatusLine(terminal.err(), words)::close
                : () -> { };
    }

    /** A result, shown at once. */
    void print(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    /** Where a result goes that is too long to keep; whoever writes flushes. */
    Writer results() {
        return new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
    }

    /** Something that is wrong, whatever the user wants to hear. */
    void complain(String line) {
        terminal.err().println(line);
    }

    /** Something worth knowing, unless the user wants quiet. */
    void note(String line) {
        if (!quiet) {
            terminal.err().println(line);
        }
    }

    /** Something only those want to know who ask for it. */
    void detail(String line) {
        if (verbose && !quiet) {
            terminal.err().println(line);
        }
    }

    /** What stands at the end of a web page. */
    static Closing closing(List<String> next) {
        return new Closing(Version.number(), next);
    }

    /** The version in the manifest of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"shardplan " + number()};
        }

        static String number() {
            String version = Version.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
