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
    ENERGY("energy"),
    /** Tokens per second that are served. */
    LOAD("load"),
    /** Of an hour of serving. */
    PRICE("price"),
    FIRST_TOKEN("first-token");

    private final String label;

    Aim(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** How much of it a case takes or gives: US dollars, hours, GPUs, GiB, kWh, tokens/s, US dollars/h, seconds. */
    public double value(Solved solved) {
        return this == MEMORY || this == LOAD ? -loss(solved) : loss(solved);
    }

    /** How far a case is from the ideal; smaller is better. */
    double loss(Solved solved) {
        return switch (this) {
            case COST -> solved.figures().costUsd();
            case TIME -> solved.figures().hours();
            case GPUS -> solved.choice().gpus();
            case MEMORY -> -solved.figures().freeGib();
            case ENERGY -> solved.figures().energyKwh();
            case LOAD -> -solved.figures().service().tokensPerSecond();
            case PRICE -> solved.figures().service().usdPerHour();
            case FIRST_TOKEN -> solved.figures().service().firstTokenSeconds();
        };
    }
}
