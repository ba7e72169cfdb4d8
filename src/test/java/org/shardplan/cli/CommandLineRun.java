package org.shardplan.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One command line that ran inside this process.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(Object... arguments) {
        return in(Map.of(), arguments);
    }

    static CommandLineRun in(Map<String, String> environment, Object... arguments) {
        String[] args = new String[arguments.length];
        for (int index = 0; index < args.length; index++) {
            args[index] = arguments[index].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(args, new Terminal(stream(out), stream(err), false, true, environment));
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
