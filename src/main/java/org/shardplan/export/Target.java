package org.shardplan.export;

/** The frameworks a plan can be written for, each with the version whose documentation its settings were checked in. */
public enum Target implements Destination {
    MEGATRON("megatron", "Megatron-LM 000c4ac (megatron/training/arguments.py)"),
    MEGATRON_BRIDGE("megatron-bridge", "Megatron-Bridge 158aa4e (scripts/translate_mlm_to_bridge.py),"
            + " 167ba2a (docs/megatron-lm-to-megatron-bridge.md), 0026ec1 (docs/parallelisms.md),"
            + " d9f7643 (training/mixed_precision.py), e397f32 (skills/perf-techniques/megatron-fsdp.md),"
            + " 6608201 (skills/mbridge-perf-cpu-offloading/SKILL.md)"),
    DEEPSPEED("deepspeed", "DeepSpeed 029f12b (runtime/config.py), 088be89 (runtime/constants.py),"
            + " 0ac4684 (runtime/precision_config.py), 1b88ac3 (runtime/zero/config.py),"
            + " 1978617 (runtime/zero/offload_config.py), 18e7227 (runtime/tensor_parallel/config.py)"),
    TORCHTITAN("torchtitan", "torchtitan 6404b93 (torchtitan/config/job_config.py)"),
    ACCELERATE("accelerate", "Accelerate 571ca02 (examples/torch_native_parallelism/configs/tp_hsdp.yaml),"
            + " 79a8426 (commands/launch.py)");

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
