package org.shardplan.batch;

import org.shardplan.problem.Wish;

/** What came of a case. */
public sealed interface Outcome {

    /** One word for it. */
    Status status();

    /** Why there is no layout, in one sentence; empty if there is one. */
    default String reason() {
        return "";
    }

    /**
     * An answer.
     *
     * @param status optimal if it was proved, else feasible
     * @param work what is trained or served
     * @param objective what the problem wants
     * @param value how much of it the layout gives, in its unit; of a fleet, what is left out counts as well
     * @param choice the layout
     * @param figures its numbers
     */
    record Solved(Status status, Work work, Wish objective, double value, Choice choice, Figures figures)
            implements Outcome {

        /** The value, smaller being better. */
        public double loss() {
            return objective.isMaximized() ? -value : value;
        }
    }

    /**
     * No layout is feasible, proved.
     *
     * @param rule the rule that has to give way most
     * @param gap how far
     * @param reason why, in one sentence
     */
    record Infeasible(String rule, Gap gap, String reason) implements Outcome {

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
     * How far a limit has to move.
     *
     * @param needed what the nearest layout needs; not a number if there is none
     * @param available what the limit allows
     * @param unit unit of both
     */
    record Gap(double needed, double available, String unit) {

        public static final Gap UNKNOWN = new Gap(Double.NaN, Double.NaN, "");
    }

    /**
     * What is trained or served: only cases of the same work can be compared.
     *
     * @param model name of the model; of a fleet, how many workloads run, and which do not
     * @param tokens tokens of the run, or asked for in a second; not a number if that is left open
     * @param clients clients that wait for their answers; not a number if requests come otherwise
     */
    record Work(String model, double tokens, double clients) {

        public Work(String model, double tokens) {
            this(model, tokens, Double.NaN);
        }
    }

    /**
     * A layout.
     *
     * @param pool the pool it runs on, or several
     * @param gpus how many GPUs
     * @param layout all decisions, as {@code explain --layout} reads them; of a fleet, who runs where
     */
    record Choice(String pool, long gpus, String layout) {
    }

    /**
     * What a layout needs; a number that is not known is not a number.
     *
     * @param stepSeconds seconds of a step; of serving, from one token to the next
     * @param hours hours of the run, or of a step without tokens; of serving, of a request
     * @param costUsd US dollars of the same; of serving, of a million tokens
     * @param energyKwh kWh of the same; of serving, of a million tokens
     * @param memoryGib GiB on the fullest GPU
     * @param freeGib GiB that stay free there beside the reserve; of serving, of keys and values
     * @param service what only serving has
     */
    record Figures(double stepSeconds, double hours, double costUsd, double energyKwh, double memoryGib,
            double freeGib, Service service) {
    }

    /**
     * What a layout serves; a number that is not known is not a number.
     *
     * @param tokensPerSecond tokens of all answers together
     * @param usdPerHour US dollars of an hour
     * @param firstTokenSeconds seconds to the first token, on average
     */
    record Service(double tokensPerSecond, double usdPerHour, double firstTokenSeconds) {

        public static final Service NONE = new Service(Double.NaN, Double.NaN, Double.NaN);
    }
}
