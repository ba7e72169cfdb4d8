package org.shardplan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** Where the application starts. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        // From Java 22 on, the usual console is there even if nobody watches; this one is not.
        System.setProperty("jdk.console", "java.base");
        StandardOutput standardOutput = new StandardOutput();
        PrintStream out = new PrintStream(standardOutput, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = run(args, Terminal.of(out, err, System.console() != null));
        System.exit(standardOutput.isComplete(err) ? exitCode : ExitCode.UNUSABLE.number());
    }

    /** Runs one command line inside this process and returns its exit code. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, Terminal.of(out, err, false));
    }

    static int run(String[] args, Terminal terminal) {
        Failures failures = new Failures(terminal, Arrays.asList(args).contains("--debug"));
        try {
            return commandLine(terminal, failures).execute(args);
        } catch (StackOverflowError | OutOfMemoryError failure) {
            return failures.bug(failure).number();
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    static CommandLine commandLine(Terminal terminal, Failures failures) {
        CommandLine commandLine = new CommandLine(new ShardplanCommand(terminal, failures))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(100)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.bug(failure).number());
        Completion.describe(commandLine);
        return commandLine;
    }
}
