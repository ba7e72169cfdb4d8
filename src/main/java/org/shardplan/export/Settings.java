package org.shardplan.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.Named;

/** Settings of a framework in the making, in the order in which they are said, and what it has no setting for. */
final class Settings {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();

    void set(String name, Object value) {
        values.put(name, value instanceof Named named ? named.label() : value.toString());
    }

    void setIf(boolean wanted, String name, Object value) {
        if (wanted) {
            set(name, value);
        }
    }

    /** A flag that stands for itself. */
    void on(String name) {
        values.put(name, "");
    }

    void onIf(boolean wanted, String name) {
        if (wanted) {
            on(name);
        }
    }

    /** Says what cannot be said. */
    void gapIf(boolean missing, String sentence) {
        if (missing) {
            gaps.add(sentence);
        }
    }

    void gap(String sentence) {
        gapIf(true, sentence);
    }

    /** Says what is left to whoever launches it. */
    void taskIf(boolean needed, String sentence) {
        if (needed) {
            tasks.add(sentence);
        }
    }

    Map<String, String> values() {
        return values;
    }

    List<String> gaps() {
        return gaps;
    }

    List<String> tasks() {
        return tasks;
    }
}
