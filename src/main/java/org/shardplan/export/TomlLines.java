package org.shardplan.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings with names {@code table.key} as TOML. Values are numbers, switches, lists and words of ours. */
final class TomlLines {

    private TomlLines() {
    }

    static String of(List<String> comments, Map<String, String> settings) {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            int dot = name.indexOf('.');
            tables.computeIfAbsent(name.substring(0, dot), ignored -> new StringBuilder())
                    .append(name.substring(dot + 1)).append(" = ").append(literal(value)).append("\n");
        });
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("# ").append(comment).append("\n"));
        tables.forEach((table, entries) -> text.append("\n[").append(table).append("]\n").append(entries));
        return text.toString();
    }

    private static String literal(String value) {
        return value.matches("-?[0-9]+|true|false|\\[.*]") ? value : "\"" + value + "\"";
    }
}
