package org.shardplan.cli;

import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on the error stream what went wrong. */
final class Failures implements IParameterExceptionHandler {

    private final Terminal terminal;
    private final boolean debug;

    Failures(Terminal terminal, boolean debug) {
        this.terminal = terminal;
        this.debug = debug;
    }

    /** Bad options: what is wrong, what was probably meant, where to read on. */
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        unusable(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        terminal.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.UNUSABLE.number();
    }

    /** Something the user can put right. */
    ExitCode unusable(String message) {
        terminal.err().println("error: " + message);
        return ExitCode.UNUSABLE;
    }

    /** How an explanation ends: it could not be written, or its layout is feasible or not. */
    ExitCode explained(Optional<String> unwritten, boolean feasible) {
        return unwritten.map(this::unusable).orElse(feasible ? ExitCode.ANSWERED : ExitCode.INFEASIBLE);
    }

    /** Something only a programmer can put right, in one line; its trace if that was asked for. */
    ExitCode bug(Throwable failure) {
        PrintStream err = terminal.err();
        err.println(failure instanceof OutOfMemoryError
                ? "error: shardplan ran out of memory (" + Runtime.getRuntime().maxMemory() / (1 << 20)
                        + " MiB). Maybe allow fewer choices, or set JAVA_TOOL_OPTIONS=-Xmx4g."
                : "error: this is a bug (" + oneLine(failure) + "). Please report it with the problem file and the "
                        + "output of --debug.");
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitCode.BUG;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage().lines().findFirst().orElse("");
        return failure.getClass().getSimpleName() + message;
    }
}
