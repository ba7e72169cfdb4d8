package org.shardplan.export;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings with dotted names as nested JSON. Values are numbers, switches and words of ours, which need no escapes. */
final class JsonLines {

    private final StringBuilder text = new StringBuilder();

    private JsonLines() {
    }

    static String of(Map<String, String> settings) {
        JsonLines json = new JsonLines();
        json.object(nested(settings), "");
        return json.text.append("\n").toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, String> settings) {
        Map<String, Object> root = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            Map<String, Object> object = root;
            String[] path = name.split("\\.");
            for (int step = 0; step < path.length - 1; step++) {
                object = (Map<String, Object>) object.computeIfAbsent(path[step], ignored -> new LinkedHashMap<>());
            }
            object.put(path[path.length - 1], value);
        });
        return root;
    }

    @SuppressWarnings("unchecked")
    private void object(Map<String, Object> members, String indent) {
        String separator = "{\n";
        for (Map.Entry<String, Object> member : members.entrySet()) {
            text.append(separator).append(indent).append("  \"").append(member.getKey()).append("\": ");
            if (member.getValue() instanceof Map<?, ?> nested) {
                object((Map<String, Object>) nested, indent + "  ");
            } else {
                text.append(literal(member.getValue().toString()));
            }
            separator = ",\n";
        }
        text.append("\n").append(indent).append("}");
    }

    private static String literal(String value) {
        return value.matches("-?[0-9]+|true|false") ? value : "\"" + value + "\"";
    }
}
