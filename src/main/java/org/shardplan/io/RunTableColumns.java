package org.shardplan.io;

import java.util.Set;

/** Names of the columns of tables of runs. */
final class RunTableColumns {

    static final String STEP_SECONDS = "iter_time_s";
    static final String TOKENS_PER_SECOND = "tokens_per_s_per_gpu";
    static final String MEMORY = "peak_mem_gb";

    /** What came out of a run; none of it may ever reach a prediction. */
    static final Set<String> MEASURED = Set.of(STEP_SECONDS, TOKENS_PER_SECOND, "tflops_per_gpu", "mfu_pct", MEMORY);

    /** Without these no row says enough. */
    static final Set<String> NEEDED = Set.of("model", "gpu", "gpus", "seq_len");

    private RunTableColumns() {
    }
}
