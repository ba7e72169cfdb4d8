package org.shardplan.rule;

/** Why a rule is there. */
public enum Level {
    /** The layout cannot exist: a degree does not divide, hardware lacks a feature. */
    STRUCTURE,
    /** The layout exists but exceeds what there is or what the problem allows. */
    LIMIT
}
