package org.shardplan.export;

/** The engines a serving plan can be written for, each with the versions its settings were checked in. */
public enum ServingTarget implements Destination {
    VLLM("vllm", "vLLM 99d7eb5 (vllm/engine/arg_utils.py), 840e797 (vllm/config/parallel.py),"
            + " 002f10e (vllm/config/cache.py), 002e77c (vllm/config/speculative.py),"
            + " 01e4fce (docs/serving/data_parallel_deployment.md), 096bd6a (docs/serving/parallelism_scaling.md),"
            + " 026c83f (docs/features/nixl_connector_usage.md), 5a6541d (vllm/distributed/utils.py)"),
    SGLANG("sglang", "SGLang 004813e (docs/advanced_features/server_arguments.md),"
            + " 08edc50 (docs/advanced_features/pd_disaggregation.md),"
            + " 3e5a73c (python/sglang/srt/distributed/utils.py)"),
    TENSORRT_LLM("tensorrt-llm", "TensorRT-LLM 00209af (tensorrt_llm/commands/serve.py),"
            + " 65b31db (docs/source/features/parallel-strategy.md), 0076e93 (docs/source/features/kvcache.md),"
            + " 0434b98 (docs/source/features/disagg-serving.md), 0139712 (examples/disaggregated/README.md),"
            + " 05f78fa (examples/disaggregated/slurm/simple_example)");

    private final String label;
    private final String checkedFor;

    ServingTarget(String label, String checkedFor) {
        this.label = label;
        this.checkedFor = checkedFor;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String checkedFor() {
        return checkedFor;
    }

    /** Whether a plan counts with the times and the memory of this engine. */
    boolean isPlannedFor(ServingPlan plan) {
        String engine = plan.problem().engine().name();
        return engine.equals(label) || engine.startsWith(label + "-");
    }
}
