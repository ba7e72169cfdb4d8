package org.shardplan.batch;

import org.shardplan.batch.Outcome.Solved;
import org.shardplan.layout.Named;

/** What a frontier weighs. */
public enum Aim implements Named {
    COST("cost"),
    TIME("time"),
    GPUS("gpus"),
    /** Memory that stays free on the fullest GPU. */
    MEMORY("memory"),
    ENERGY("energy");

    private final String label;

    Aim(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** How much of it a case takes or, of memory, leaves: US dollars, hours, GPUs, GiB, kWh. */
    public double value(Solved solved) {
        return this == MEMORY ? -loss(solved) : loss(solved);
    }

    /** How far a case is from the ideal; smaller is better. */
    double loss(Solved solved) {
        return switch (this) {
            case COST -> solved.figures().costUsd();
            case TIME -> solved.figures().hours();
            case GPUS -> solved.choice().gpus();
            case MEMORY -> -solved.figures().freeGib();
            case ENERGY -> solved.figures().energyKwh();
        };
    }
}
