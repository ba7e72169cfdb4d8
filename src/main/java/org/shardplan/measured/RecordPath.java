package org.shardplan.measured;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A number somewhere inside nested records and maps, by the names that lead to it.
 *
 * @param names components and keys, from the outside in
 */
public record RecordPath(List<String> names) {

    /** The path of names with dots between them. */
    public static RecordPath of(String names) {
        return new RecordPath(List.of(names.split("\\.")));
    }

    double read(Object root) {
        Object value = root;
        for (String name : names) {
            value = member(value, name);
        }
        return (double) value;
    }

    /** A copy of the outermost record with another number there. */
    public <T extends Record> T with(T root, double value) {
        @SuppressWarnings("unchecked")
        T copy = (T) with(root, names, value);
        return copy;
    }

    private static Object with(Object owner, List<String> names, double value) {
        if (names.isEmpty()) {
            return value;
        }
        String name = names.get(0);
        Object changed = with(member(owner, name), names.subList(1, names.size()), value);
        if (owner instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(name, changed);
            return copy;
        }
        return copy((Record) owner, name, changed);
    }

    private static Object member(Object owner, String name) {
        if (owner instanceof Map<?, ?> map) {
            return map.get(name);
        }
        return Stream.of(owner.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(component -> value(owner, component)).findFirst().orElseThrow();
    }

    private static Object copy(Record owner, String name, Object changed) {
        RecordComponent[] components = owner.getClass().getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components)
                .map(component -> component.getName().equals(name) ? changed : value(owner, component)).toArray();
        try {
            return owner.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("The record (" + owner + ") must have a public constructor.", failure);
        }
    }

    private static Object value(Object owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("The component (" + component + ") must be public.", failure);
        }
    }
}
