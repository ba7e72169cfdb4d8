package org.shardplan.io.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Pool;

/** The index of a pool, named by its own name or that of its GPU. */
public record PoolField(Cluster cluster) implements FieldType<Integer> {

    @Override
    public Optional<Integer> read(Field field) {
        if (!(field.value() instanceof JsonString name)) {
            return field.must("be a string", "");
        }
        int index = find(name.text());
        return index >= 0 ? Optional.of(index) : unknown(field, name.text());
    }

    private Optional<Integer> unknown(Field field, String name) {
        return field.reject(
                "unknown pool or GPU " + Sentence.quoted(name) + "; the problem has " + String.join(", ", names()),
                Spelling.didYouMeanName(name, names()));
    }

    private int find(String name) {
        List<Pool> pools = cluster.pools();
        for (int index = 0; index < pools.size(); index++) {
            if (pools.get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        for (int index = 0; index < pools.size(); index++) {
            if (pools.get(index).gpu().name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Pool pool : cluster.pools()) {
            names.add(pool.name());
        }
        return names;
    }

    @Override
    public Integer standIn() {
        return 0;
    }
}
