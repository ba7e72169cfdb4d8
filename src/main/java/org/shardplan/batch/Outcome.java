package org.shardplan.batch;

import org.shardplan.problem.Objective;

/** What came of a case. */
public sealed interface Outcome {

    /** One word for it. */
    Status status();

    /**
     * The optimum, proved.
     *
     * @param objective what the problem wants
     * @param value how much of it the layout gives, in its unit
     * @param choice the layout
     * @param figures its numbers
     */
    record Solved(Objective objective, double value, Choice choice, Figures figures) implements Outcome {

        @Override
        public Status status() {
            return Status.OPTIMAL;
        }

        /** The value, smaller being better. */
        public double loss() {
            return objective.isMaximized() ? -value : value;
        }
    }

    /**
     * No layout is feasible, proved.
     *
     * @param rule the rule that has to give way most
     * @param reason why, in one sentence
     */
    record Infeasible(String rule, String reason) implements Outcome {

        @Override
        public Status status() {
            return Status.INFEASIBLE;
        }
    }

    /** The file or the values are no sound problem. */
    record Invalid(String reason) implements Outcome {

        @Override
        public Status status() {
            return Status.INVALID;
        }
    }

    /** A bug kept the case from being answered. */
    record Failed(String reason) implements Outcome {

        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    /**
     * A layout.
     *
     * @param pool the pool it runs on
     * @param gpus how many of its GPUs
     * @param layout all decisions, as {@code explain --layout} reads them
     */
    record Choice(String pool, long gpus, String layout) {
    }

    /**
     * What a layout needs; a number that is not known is not a number.
     *
     * @param stepSeconds seconds of a step
     * @param hours hours of the run, or of a step without tokens
     * @param costUsd US dollars of the same
     * @param energyKwh kWh of the same
     * @param memoryGib GiB on the fullest GPU
     * @param freeGib GiB that stay free there beside the reserve
     */
    record Figures(
            double stepSeconds, double hours, double costUsd, double energyKwh, double memoryGib, double freeGib) {
    }
}
