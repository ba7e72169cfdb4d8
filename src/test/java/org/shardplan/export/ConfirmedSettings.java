package org.shardplan.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What was read in the frameworks' own definitions: {@code settings.txt}. */
final class ConfirmedSettings {

    /** Target, to name, to what its values match. */
    private final Map<String, Map<String, Pattern>> values = new LinkedHashMap<>();
    /** Target, to commits and files, such as {@code 000c4ac (megatron/training/arguments.py)}. */
    private final Map<String, List<String>> sources = new LinkedHashMap<>();

    static ConfirmedSettings read() {
        ConfirmedSettings confirmed = new ConfirmedSettings();
        String target = "";
        for (String line : text().split("\n")) {
            String[] words = line.strip().split(" +");
            if (line.startsWith(" ")) {
                confirmed.add(target, words);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                target = words[0];
                confirmed.sources.computeIfAbsent(target, ignored -> new ArrayList<>())
                        .add(words[1] + " (" + words[2] + ")");
            }
        }
        return confirmed;
    }

    private static String text() {
        try (InputStream file = ConfirmedSettings.class.getResourceAsStream("settings.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void add(String target, String[] words) {
        for (int word = 1; word < words.length; word++) {
            values.computeIfAbsent(target, ignored -> new LinkedHashMap<>())
                    .put(words[word], Pattern.compile(words[0].equals("-") ? "" : words[0]));
        }
    }

    Set<String> names(String target) {
        return new TreeSet<>(values.get(target).keySet());
    }

    /** Whether a setting of a target is known, and so is its value. */
    boolean has(String target, String name, String value) {
        Pattern pattern = values.get(target).get(name);
        return pattern != null && pattern.matcher(value).matches();
    }

    List<String> sources(String target) {
        return sources.get(target).stream().filter(source -> !source.startsWith("-")).toList();
    }
}
