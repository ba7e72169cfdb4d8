package org.shardplan.measured;

import org.shardplan.layout.Layout;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Framework.Observed;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Problem;

/**
 * Everything about a run that was decided before it started, and nothing that was measured: all a predictor may see.
 *
 * @param problem model, batch, cluster and framework; its assumptions say what the report of the run left open
 * @param layout the layout
 * @param software what else the speed of the software depends on
 * @param recomputationTold whether the report says what was recomputed; if not, the layout recomputes nothing, which
 *     says little about memory
 */
public record Setup(Problem problem, Layout layout, Software software, boolean recomputationTold) {

    /**
     * What else the speed of the software depends on.
     *
     * @param era age class of the framework, empty if it has one
     * @param recipe precision as the framework calls it: {@code bf16}, {@code fp8}, {@code mxfp8}
     */
    public record Software(String era, String recipe) {
    }

    /** The same run with other constants of the model. */
    public Setup with(Calibration calibration) {
        Conditions conditions = problem.conditions();
        Problem other = new Problem(problem.name(), problem.model(), problem.training(), problem.cluster(),
                problem.goal(), new Conditions(conditions.framework(), calibration, conditions.operations()),
                problem.assumptions());
        return new Setup(other, layout, software, recomputationTold);
    }

    public Gpu gpu() {
        return problem.pool(layout.mesh().pool()).gpu();
    }

    /** What of its framework the run observes. */
    public Observed observed() {
        return new Observed(gpu().architecture(), layout.execution().precision(), hasExperts());
    }

    public boolean hasExperts() {
        return problem.model().feedForward() instanceof MixtureOfExperts;
    }
}
