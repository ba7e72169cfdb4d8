package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;

/** Lines of a shell script; whatever comes from a user is quoted. */
final class Script {

    private final List<String> lines = new ArrayList<>();

    Script() {
        lines.add("#!/usr/bin/env bash");
    }

    Script line(String text) {
        lines.add(text);
        return this;
    }

    Script comment(String text) {
        return line("# " + text);
    }

    Script comments(List<String> texts) {
        texts.forEach(this::comment);
        return this;
    }

    /** One command over several lines. */
    Script command(List<String> parts) {
        lines.add(String.join(" \\\n  ", parts));
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
