package org.shardplan.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.shardplan.layout.Named;

/**
 * Where output goes, and what can be shown there.
 *
 * @param out results
 * @param err everything else
 * @param interactive whether a person watches
 * @param unicode whether more than ASCII can be shown
 * @param environment environment variables
 */
record Terminal(
        PrintStream out, PrintStream err, boolean interactive, boolean unicode, Map<String, String> environment) {

    /** The terminal of this process, or the files and pipes in its place. */
    static Terminal of(PrintStream out, PrintStream err, boolean interactive) {
        return new Terminal(out, err, interactive, showsUnicode(), System.getenv());
    }

    private static boolean showsUnicode() {
        String charset = System.getProperty("stdout.encoding",
                System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "UTF-8")));
        return Charset.isSupported(charset) && Charset.forName(charset).newEncoder().canEncode('█');
    }

    boolean showsColour(Colour wish) {
        return switch (wish) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !isSet("NO_COLOR")
                    && (isSet("CLICOLOR_FORCE") || interactive && !"dumb".equals(environment.get("TERM")));
        };
    }

    private boolean isSet(String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("0");
    }

    /** When to colour. */
    enum Colour implements Named {
        AUTO("auto"),
        ALWAYS("always"),
        NEVER("never");

        private final String label;

        Colour(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
