package org.shardplan.io.layout;

import java.util.Optional;

/** What a layout can say, with the names it goes by. */
enum LayoutKey {
    GPU("gpu", Kind.WORD),
    GPUS("gpus", Kind.NUMBER),
    TENSOR("tp", Kind.NUMBER),
    PIPELINE("pp", Kind.NUMBER),
    DATA("dp", Kind.NUMBER),
    CONTEXT("cp", Kind.NUMBER),
    EXPERT("ep", Kind.NUMBER),
    EXPERT_TENSOR("etp", Kind.NUMBER),
    MICRO_BATCH("microBatch", Kind.NUMBER, "mbs"),
    SEQUENCE_PARALLEL("sequenceParallel", Kind.FLAG, "sp"),
    SCHEDULE("schedule", Kind.WORD),
    INTERLEAVE("interleave", Kind.NUMBER, "vpp"),
    ZERO_STAGE("zeroStage", Kind.NUMBER, "zero"),
    RECOMPUTE("recompute", Kind.WORD),
    RECOMPUTE_LAYERS("recomputeLayers", Kind.NUMBER),
    PRECISION("precision", Kind.WORD),
    OPTIMIZER("optimizer", Kind.WORD),
    OFFLOAD("offload", Kind.FLAG),
    GRADIENTS("gradients", Kind.WORD),
    /** Of a stage of a mixed pipeline, as the next. */
    NODES("nodes", Kind.NUMBER),
    LAYERS("layers", Kind.NUMBER);

    private final String label;
    private final Kind kind;
    private final String alias;

    LayoutKey(String label, Kind kind) {
        this(label, kind, label);
    }

    LayoutKey(String label, Kind kind, String alias) {
        this.label = label;
        this.kind = kind;
        this.alias = alias;
    }

    /** The name in files and on the command line. */
    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    static Optional<LayoutKey> find(String name) {
        for (LayoutKey key : values()) {
            if (key.label.equals(name) || key.alias.equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** What stands behind the equals sign. */
    enum Kind {
        NUMBER,
        FLAG,
        WORD
    }
}
