package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.Export.File;

/**
 * The scripts that start a plan: one for every node, and one for Slurm that starts it on all of them.
 *
 * @param plan what is launched
 * @param target the framework
 * @param settings what the scripts say that it cannot express
 */
record Launch(TrainingPlan plan, Target target, Settings settings) {

    static final String NODE_SCRIPT = "train.sh";
    /** What is passed to a script. */
    static final String OWN = "\"$@\"";
    static final String OWN_WINS = "# What you pass to this script comes last and wins over the same setting in it; a"
            + " flag without a value can only be taken out here.";

    /** The script of one node and Slurm's, for a command that torchrun starts. */
    List<File> torchrun(List<String> environment, List<String> program) {
        List<String> parts = new ArrayList<>(List.of("exec torchrun",
                "--nnodes " + plan.nodes(), "--nproc-per-node " + plan.gpusPerNode(), "--node-rank \"$NODE_RANK\"",
                "--master-addr \"$MASTER_ADDR\"", "--master-port \"$MASTER_PORT\""));
        parts.addAll(program);
        List<String> lines = new ArrayList<>(environment);
        lines.add("# torchrun's arguments checked for PyTorch 010929f (torch/distributed/run.py).");
        return command(lines, parts);
    }

    /** The same for any command. */
    List<File> command(List<String> environment, List<String> parts) {
        Script script = new Script().comments(Header.of(plan, target, settings)).line("set -euo pipefail");
        script.comment("On each node: NODE_RANK from 0 and the address of the first node.");
        script.line("NODE_RANK=\"${NODE_RANK:-0}\"").line("MASTER_ADDR=\"${MASTER_ADDR:-localhost}\"");
        script.line("MASTER_PORT=\"${MASTER_PORT:-29500}\"");
        environment.forEach(script::line);
        return List.of(new File(NODE_SCRIPT, script.command(parts).toString()), slurm());
    }

    private File slurm() {
        Script script = new Script().line("#SBATCH --job-name=" + jobName()).line("#SBATCH --nodes=" + plan.nodes())
                .line("#SBATCH --ntasks-per-node=1").line("#SBATCH --gpus-per-node=" + plan.gpusPerNode())
                .line("#SBATCH --exclusive").line("set -euo pipefail");
        script.line("MASTER_ADDR=\"$(scontrol show hostnames \"$SLURM_JOB_NODELIST\" | head -n 1)\"");
        script.line("export MASTER_ADDR");
        script.line("srun bash -c 'NODE_RANK=\"$SLURM_NODEID\" exec bash " + NODE_SCRIPT + " \"$@\"' bash \"$@\"");
        return new File("slurm.sh", script.toString());
    }

    private String jobName() {
        String name = plan.problem().name().replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+", "");
        return name.isEmpty() ? "shardplan" : name;
    }
}
