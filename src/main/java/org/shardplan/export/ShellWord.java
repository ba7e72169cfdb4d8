package org.shardplan.export;

/** Words of a shell command. */
public final class ShellWord {

    private static final String UNREMARKABLE = "[A-Za-z0-9_./@%+,:=-]+";

    private ShellWord() {
    }

    /** The word so that the shell takes it as it is, whatever is in it. */
    public static String quoted(String word) {
        return word.matches(UNREMARKABLE) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
