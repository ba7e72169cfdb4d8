package org.shardplan.serving.measured;

import org.shardplan.layout.Named;
import org.shardplan.problem.Engine.Factors;
import org.shardplan.problem.Engine.FirstToken;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Engine.Step;

/** What is fitted for an engine on a GPU, and how far it may be from its usual value. */
public enum EngineConstant implements Named {
    STEP("step overhead", 0.2),
    STREAM("streaming of a token", 0.5),
    FIRST_TOKEN("front end", 0.3),
    BURST("burst", 0.2),
    MEMORY("memory time", 0.03),
    COMPUTE("arithmetic time", 0.05),
    EXPERT_FLOOR("expert floor", 0.15),
    OFFLINE("offline share", 0.08);

    private final String label;
    private final double width;

    EngineConstant(String label, double width) {
        this.label = label;
        this.width = width;
    }

    @Override
    public String label() {
        return label;
    }

    /** Standard deviation of the logarithm of the constant over its usual value. */
    double width() {
        return width;
    }

    /** Whether it is in seconds, not a factor. */
    public boolean isTime() {
        return switch (this) {
            case STEP, STREAM, FIRST_TOKEN -> true;
            case BURST, MEMORY, COMPUTE, EXPERT_FLOOR, OFFLINE -> false;
        };
    }

    public double of(Overheads some) {
        return switch (this) {
            case STEP -> some.step().seconds();
            case STREAM -> some.step().streamSeconds();
            case FIRST_TOKEN -> some.firstToken().seconds();
            case BURST -> some.firstToken().burst();
            case MEMORY -> some.factors().memory();
            case COMPUTE -> some.factors().compute();
            case EXPERT_FLOOR -> some.factors().expertFloor();
            case OFFLINE -> some.factors().offlineShare();
        };
    }

    /** With this constant so many times as large. */
    Overheads times(Overheads some, double factor) {
        Step step = some.step();
        FirstToken first = some.firstToken();
        return new Overheads(
                new Step(scaled(STEP, step.seconds(), factor), step.sequenceSeconds(),
                        scaled(STREAM, step.streamSeconds(), factor), step.quantizationShare()),
                some.prompts(),
                new FirstToken(scaled(FIRST_TOKEN, first.seconds(), factor), first.steps(),
                        scaled(BURST, first.burst(), factor)),
                times(some.factors(), factor), some.choices());
    }

    private Factors times(Factors some, double factor) {
        return new Factors(scaled(MEMORY, some.memory(), factor), scaled(COMPUTE, some.compute(), factor),
                scaled(EXPERT_FLOOR, some.expertFloor(), factor), scaled(OFFLINE, some.offlineShare(), factor));
    }

    private double scaled(EngineConstant constant, double value, double factor) {
        return this == constant ? value * factor : value;
    }
}
