package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;

/** Megatron-LM: a script with its arguments. */
final class Megatron {

    private Megatron() {
    }

    static Settings settings(TrainingPlan plan) {
        Settings settings = new Settings();
        new MegatronModel(plan, settings).write();
        new MegatronLayout(plan, settings).write();
        plan.training().tokens().ifPresent(tokens -> settings.set("train-iters",
                (long) Math.ceil(tokens / plan.training().tokensPerStep())));
        return settings;
    }

    static Export export(TrainingPlan plan) {
        Settings settings = settings(plan);
        List<String> program = new ArrayList<>(List.of("pretrain_gpt.py"));
        settings.values().forEach((name, value) ->
                program.add("--" + name + (value.isEmpty() ? "" : " " + ShellWord.quoted(value))));
        program.add(Launch.OWN);
        boolean shards = plan.layout().states().zeroStage().shardsGradients();
        List<String> environment = List.of(shards ? "unset CUDA_DEVICE_MAX_CONNECTIONS"
                : "export CUDA_DEVICE_MAX_CONNECTIONS=1", Launch.OWN_WINS);
        return new Export(new Launch(plan, Target.MEGATRON, settings).torchrun(environment, program),
                settings.gaps());
    }
}
