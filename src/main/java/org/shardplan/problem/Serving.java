package org.shardplan.problem;

import java.util.Optional;

/**
 * The requests of an endpoint and what they may take.
 *
 * @param lengths tokens of a request
 * @param load how requests arrive
 * @param levels how long a request may take
 * @param shortcuts what spares work: cached prefixes, speculative decoding
 */
public record Serving(Lengths lengths, Load load, ServiceLevels levels, Shortcuts shortcuts) {

    /**
     * Tokens of a request.
     *
     * @param input mean tokens of the prompt
     * @param output mean tokens of the answer
     * @param variation standard deviation of the work of a request over its mean, 0 if all are alike
     */
    public record Lengths(int input, int output, double variation) {
    }

    /**
     * What spares work.
     *
     * @param prefixHitRate share of prompt tokens whose keys and values are cached, below 1
     * @param sharedPrefixTokens cached tokens that are the same in all requests, and are stored once
     * @param speculation speculative decoding, if the engine uses it
     */
    public record Shortcuts(double prefixHitRate, int sharedPrefixTokens, Optional<Speculation> speculation) {

        public static final Shortcuts NONE = new Shortcuts(0, 0, Optional.empty());
    }

    /**
     * Speculative decoding (Leviathan et al. 2023, arXiv:2211.17192).
     *
     * @param draftTokens tokens drafted before each verification
     * @param acceptance probability that a drafted token is accepted
     * @param draftCost seconds of one drafted token over seconds of one decoding step of the model
     */
    public record Speculation(int draftTokens, double acceptance, double draftCost) {

        /** Expected tokens of one verification: (1 - a^(g+1)) / (1 - a). */
        public double tokensPerStep() {
            return acceptance >= 1
                    ? draftTokens + 1.0
                    : (1 - Math.pow(acceptance, draftTokens + 1.0)) / (1 - acceptance);
        }
    }
}
