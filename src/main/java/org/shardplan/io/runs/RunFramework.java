package org.shardplan.io.runs;

import org.shardplan.problem.Framework;

/** The framework of a run: a profile, and what the run says about kernels and optimizer groups. */
final class RunFramework {

    private final RunTraits traits;

    RunFramework(RunTraits traits) {
        this.traits = traits;
    }

    Framework read(Framework profile) {
        Framework.Kernels kernels = new Framework.Kernels(
                traits.get(RunTraits.ATTENTION, profile.kernels().attention()),
                traits.get(RunTraits.FUSED_NORMS, profile.kernels().fusedNorms()), profile.kernels().selective());
        Framework.States states = new Framework.States(
                profile.states().gradientBytes(),
                traits.get(RunTraits.OPTIMIZER_GROUP, profile.states().optimizerGroup()),
                traits.get(RunTraits.SHARD_SECONDS, profile.states().shardSeconds()));
        Framework.Overheads overheads = new Framework.Overheads(
                traits.get(RunTraits.CONTEXT, profile.overheads().contextGib()),
                traits.get(RunTraits.COMMUNICATOR, profile.overheads().communicatorGib()),
                traits.get(RunTraits.FRAGMENTATION, profile.overheads().fragmentation()),
                profile.overheads().launchFactor());
        Framework.Overlap overlap = new Framework.Overlap(
                profile.overlap().exposedDataParallel(), profile.overlap().exposedTensorParallel(),
                traits.get(RunTraits.EXPOSED_EXPERTS, profile.overlap().exposedExpertParallel()));
        return new Framework(profile.name(), kernels, states, profile.loss(), overlap, overheads,
                profile.scales(), profile.provenance());
    }
}
