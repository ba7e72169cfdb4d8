package org.shardplan.rule;

import java.util.Optional;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;

/** Problems and questions that tests of rules share. */
final class RuleExamples {

    private static final String LLAMA_70B = "Llama-3.1-70B";

    private RuleExamples() {
    }

    /** Llama-3.1-70B on 64 H100 in nodes of 8, 64 sequences of 8,192 tokens. */
    static Problem llama(String more) {
        return TestProblems.training(LLAMA_70B, "8192x64", "H100-SXM-80", 64, more);
    }

    static Problem gpt(String more) {
        return TestProblems.training("GPT-3-175B", "2048x64", "A100-SXM-80", 64, more);
    }

    static Problem mixtral(String more) {
        return TestProblems.training("Mixtral-8x7B", "4096x64", "H100-SXM-80", 64, more);
    }

    static Rule<Candidate> rule(String id) {
        return RuleBook.standard().rules().stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
    }

    static Candidate candidate(Problem problem, Layout layout) {
        return new Candidate(new LayoutEstimator(problem), layout);
    }

    static Optional<Violation> violation(String id, Problem problem, Layout layout) {
        return rule(id).violation(candidate(problem, layout));
    }

    /** The sentence of a broken rule, empty if it holds. */
    static String sentence(String id, Problem problem, Layout layout) {
        return violation(id, problem, layout).map(Violation::message).orElse("");
    }
}
