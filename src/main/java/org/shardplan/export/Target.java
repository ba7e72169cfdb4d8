package org.shardplan.export;

import org.shardplan.layout.Named;

/** The frameworks a plan can be written for, each with the version whose documentation its settings were checked in. */
public enum Target implements Named {
    MEGATRON("megatron", "Megatron-LM 000c4ac (megatron/training/arguments.py)"),
    MEGATRON_BRIDGE("megatron-bridge", "Megatron-Bridge 167ba2a (docs/megatron-lm-to-megatron-bridge.md)"),
    DEEPSPEED("deepspeed", "DeepSpeed 00376da (docs/_pages/config-json.md)"),
    TORCHTITAN("torchtitan", "torchtitan 6404b93 (torchtitan/config/job_config.py)"),
    ACCELERATE("accelerate", "Accelerate 0422db7 (parallelism_config.py) and 04a5ffb (fsdp1_vs_fsdp2.md)");

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

    /** The version the settings were checked for, and where. */
    public String checkedFor() {
        return checkedFor;
    }
}
