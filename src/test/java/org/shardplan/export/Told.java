package org.shardplan.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a framework is told by all files that start one thing. */
record Told(Map<String, String> settings) {

    static Told by(List<Export.File> files) {
        Map<String, String> settings = new LinkedHashMap<>();
        files.forEach(file -> WrittenSettings.of(file)
                .forEach(setting -> settings.put(setting.getKey().replaceFirst("^--", ""), setting.getValue())));
        return new Told(settings);
    }

    boolean has(String name) {
        return settings.containsKey(name);
    }

    boolean is(String name, String value) {
        return value.equals(settings.get(name));
    }

    String text(String name) {
        return settings.get(name);
    }

    /** A number; degrees that are not said are 1. */
    long number(String name) {
        return Long.parseLong(settings.getOrDefault(name, "1"));
    }

    boolean divides(String name, long divisor) {
        return number(name) % divisor == 0;
    }

    long world() {
        return number("nnodes") * number("nproc-per-node");
    }
}
