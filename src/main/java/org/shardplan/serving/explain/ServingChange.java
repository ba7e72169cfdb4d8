package org.shardplan.serving.explain;

/**
 * One decision that a repair takes differently.
 *
 * @param decision the name layouts give it, with the side where prompts and answers are apart
 * @param from what the layout decided
 * @param to what it has to decide
 */
public record ServingChange(String decision, String from, String to) {
}
