package org.shardplan.export;

/** The frameworks a plan can be written for, each with the version whose documentation its settings were checked in. */
public enum Target implements Destination {
    MEGATRON("megatron", "Megatron-LM 000c4ac (megatron/training/arguments.py)"),
    MEGATRON_BRIDGE("megatron-bridge", "Megatron-Bridge 167ba2a (docs/megatron-lm-to-megatron-bridge.md), 0509780"
            + " (training/mixed_precision.py) and e397f32 (skills/perf-techniques/megatron-fsdp.md)"),
    DEEPSPEED("deepspeed", "DeepSpeed 00376da (docs/_pages/config-json.md), 029f12b (runtime/config.py) and 18e7227"
            + " (runtime/tensor_parallel/config.py)"),
    TORCHTITAN("torchtitan", "torchtitan 6404b93 (torchtitan/config/job_config.py)"),
    ACCELERATE("accelerate", "Accelerate 04a5ffb (fsdp1_vs_fsdp2.md) and 571ca02 (torch_native_parallelism/configs)");

    private final String label;
    private final String checkedFor;

    Target(String label, String checkedFor) {
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
}
