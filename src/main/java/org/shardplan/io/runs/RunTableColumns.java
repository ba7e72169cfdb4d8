package org.shardplan.io.runs;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the columns of tables of runs. */
final class RunTableColumns {

    static final String STEP_SECONDS = "iter_time_s";
    static final String TOKENS_PER_SECOND = "tokens_per_s_per_gpu";
    static final String MEMORY = "peak_mem_gb";

    /** What came out of a run; none of it may ever reach a prediction. */
    static final Set<String> MEASURED = Set.of(STEP_SECONDS, TOKENS_PER_SECOND, "tflops_per_gpu", "mfu_pct", MEMORY);

    /** What is decided before a run starts, and where it was reported. */
    private static final Set<String> DECIDED = Set.of("source", "source_url_or_repo_path", "verified", "notes", "model",
            "family", "params_b", "layers", "hidden", "ffn_hidden", "heads", "kv_heads", "vocab", "experts", "topk",
            "seq_len", "gpu", "gpus", "gpus_per_node", "internode", "precision", "global_batch_seqs", "micro_batch",
            "tp", "pp", "vpp", "dp", "cp", "ep", "etp", "seq_parallel", "zero_stage", "recompute", "other");

    /** What predictions add to a table. */
    static final List<String> PREDICTED =
            List.of("predicted_fits", "predicted_iter_time_s", "predicted_peak_mem_gib", "unsupported");

    /** Every column that means something. */
    static final Set<String> KNOWN = Stream.of(DECIDED, MEASURED, PREDICTED).flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    /** Without these no row says enough. */
    static final Set<String> NEEDED = Set.of("model", "gpu", "gpus", "seq_len");

    private RunTableColumns() {
    }
}
