package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a group of equal replicas or a stage can say, with the names it goes by. */
public enum ServingLayoutKey {
    GPU("gpu"),
    GPUS("gpus"),
    REPLICAS("replicas"),
    TENSOR("tp"),
    PIPELINE("pp"),
    EXPERT("ep"),
    ATTENTION_DATA("attentionDp", "dpAttention"),
    WEIGHTS("weightPrecision", "weights"),
    KEY_VALUES("kvPrecision", "kv"),
    MAX_BATCH("maxBatch", "batch"),
    CHUNK_TOKENS("chunkTokens", "chunk"),
    /** Of a stage of a pipeline. */
    LAYERS("layers");

    private final List<String> names;

    ServingLayoutKey(String... names) {
        this.names = List.of(names);
    }

    /** The name in files and on the command line. */
    public String label() {
        return names.get(0);
    }

    static Optional<ServingLayoutKey> find(String name) {
        return Stream.of(values()).filter(key -> key.names.contains(name)).findFirst();
    }
}
