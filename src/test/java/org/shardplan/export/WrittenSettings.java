package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.export.Export.File;

/** The settings that an exported file makes, whatever its format. */
final class WrittenSettings {

    private static final Pattern FLAG = Pattern.compile("(--[A-Za-z][\\w.-]*)(?: (?!--)(.*?))?(?= --|\\)?$)");
    private static final Pattern OVERRIDE = Pattern.compile("  '?(\\w+(?:\\.\\w+)*)=(.*)");
    private static final Pattern VARIABLE =
            Pattern.compile("(?:export|unset) (?!CUDA_VISIBLE)([A-Z_]{5,})(?:=(.*))?");
    private static final Pattern ECHOED = Pattern.compile("echo \" *([a-z_]+): ?([^\"]*)\"");
    private static final Pattern ENTRY = Pattern.compile("( *)\"?(\\w+)\"?(?:: | = |:$)(.*?),?");

    private final List<Map.Entry<String, String>> settings = new ArrayList<>();

    private WrittenSettings() {
    }

    static List<Map.Entry<String, String>> of(File file) {
        WrittenSettings written = new WrittenSettings();
        if (file.name().endsWith(".sh")) {
            file.text().replaceAll(" \\\\\n", "\n").lines().filter(line -> !line.startsWith("#"))
                    .forEach(written::script);
        } else if (file.name().endsWith(".toml")) {
            written.tables(file.text());
        } else {
            written.indented(file.text());
        }
        return written.settings;
    }

    private void script(String line) {
        Matcher override = OVERRIDE.matcher(line);
        Matcher variable = VARIABLE.matcher(line);
        Matcher echoed = ECHOED.matcher(line);
        if (override.matches()) {
            add(override.group(1), override.group(2).replaceFirst("'$", ""));
        } else if (variable.matches()) {
            add(variable.group(1), variable.group(2) == null ? "-" : variable.group(2));
        } else {
            flags(line);
        }
        while (echoed.find()) {
            add(echoed.group(1), echoed.group(2));
        }
    }

    private void flags(String line) {
        Matcher flag = FLAG.matcher(line.replaceFirst("\\$\\{\\w+:\\+(--\\w+)}", "$1"));
        while (flag.find()) {
            add(flag.group(1), flag.group(2) == null ? "" : flag.group(2).strip());
        }
    }

    private void tables(String text) {
        String table = "";
        for (String line : text.split("\n")) {
            Matcher entry = ENTRY.matcher(line);
            if (line.startsWith("[")) {
                table = line.substring(1, line.length() - 1) + ".";
            } else if (!line.startsWith("#") && entry.matches()) {
                add(table + entry.group(2), entry.group(3));
            }
        }
    }

    /** YAML and JSON as they are written here: two spaces a level. */
    private void indented(String text) {
        List<String> path = new ArrayList<>();
        int first = text.startsWith("{") ? 1 : 0;
        for (String line : text.split("\n")) {
            Matcher entry = ENTRY.matcher(line);
            if (!line.startsWith("#") && entry.matches()) {
                int depth = entry.group(1).length() / 2 - first;
                path.subList(depth, path.size()).clear();
                path.add(entry.group(2));
                if (!entry.group(3).isEmpty() && !entry.group(3).equals("{")) {
                    add(String.join(".", path), entry.group(3));
                }
            }
        }
    }

    /** Without the quotes around a word of the shell, or a text in JSON or TOML. */
    private void add(String name, String value) {
        boolean quoted = value.matches("'.*'|\"[^\"$]*\"");
        settings.add(Map.entry(name, quoted ? value.substring(1, value.length() - 1) : value));
    }
}
