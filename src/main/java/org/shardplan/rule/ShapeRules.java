package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Attention;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.rule.Rule.Finding;

/** What the shape of the model asks of a mesh. */
final class ShapeRules {

    private ShapeRules() {
    }

    static List<Rule<Candidate>> rules() {
        return List.of(
                rule("tensor-divides-heads", "tp divides the attention heads", ShapeRules::heads),
                rule("tensor-fits-key-value-heads", "tp divides the key/value heads, or they divide tp",
                        ShapeRules::keyValueHeads),
                rule("tensor-divides-feed-forward", "tp divides the feed-forward width", ShapeRules::feedForward),
                rule("pipeline-has-layers", "every pipeline stage has a layer", ShapeRules::layers),
                rule("context-divides-sequence", "the sequence splits into 2·cp equal parts", ShapeRules::sequence),
                rule("expert-divides-experts", "ep divides the experts", ShapeRules::experts),
                rule("expert-tensor-divides-width", "etp divides the width of an expert", ShapeRules::expertWidth),
                rule("experts-fill-stage", "ep·etp divides tp·cp·dp", ShapeRules::expertGroups));
    }

    private static Rule<Candidate> rule(String id, String sentence, Rule.Check<Candidate> check) {
        return new Rule<>(id, Level.STRUCTURE, Scope.MESH, sentence, check);
    }

    private static Optional<Finding> heads(Candidate candidate) {
        Attention attention = candidate.problem().model().attention();
        int tensor = candidate.mesh().tensor();
        return attention.heads() % tensor == 0 ? Optional.empty() : finding(tensor, attention.heads(), "heads",
                "The tp (%d) must divide the attention heads (%d). Maybe use a divisor of %d.",
                tensor, attention.heads(), attention.heads());
    }

    private static Optional<Finding> keyValueHeads(Candidate candidate) {
        if (!(candidate.problem().model().attention() instanceof GroupedQueryAttention grouped)) {
            return Optional.empty();
        }
        int tensor = candidate.mesh().tensor();
        int heads = grouped.keyValueHeads();
        return heads % tensor == 0 || tensor % heads == 0 ? Optional.empty() : finding(tensor, heads, "heads",
                "The tp (%d) must divide the key/value heads (%d) or be a multiple of them. Maybe use tp=%d.",
                tensor, heads, heads);
    }

    private static Optional<Finding> feedForward(Candidate candidate) {
        FeedForward feedForward = candidate.problem().model().feedForward();
        int tensor = candidate.mesh().tensor();
        int width = feedForward.dense().width();
        if (width % tensor != 0 && feedForward.expertLayers(candidate.problem().model().layers())
                < candidate.problem().model().layers()) {
            return indivisible("feed-forward width", tensor, width);
        }
        int shared = feedForward instanceof MixtureOfExperts mixture ? mixture.sharedWidth() : 0;
        return shared % tensor == 0 ? Optional.empty() : indivisible("shared expert width", tensor, shared);
    }

    private static Optional<Finding> indivisible(String what, int tensor, int width) {
        return finding(tensor, width, "columns",
                "The tp (%d) must divide the %s (%d). Maybe use a smaller power of two.", tensor, what, width);
    }

    private static Optional<Finding> layers(Candidate candidate) {
        int layers = candidate.problem().model().layers();
        int stages = candidate.mesh().pipeline();
        return stages <= layers ? Optional.empty() : finding(stages, layers, "layers",
                "The pp (%d stages) must be at most the number of layers (%d). Maybe use pp=%d.",
                stages, layers, layers);
    }

    private static Optional<Finding> sequence(Candidate candidate) {
        int context = candidate.mesh().context();
        int sequence = candidate.problem().training().sequenceLength();
        return context == 1 || sequence % (2L * context) == 0 ? Optional.empty() : finding(context, sequence, "tokens",
                "The sequence (%d tokens) must split into 2·cp (%d) equal parts, which balance causal attention. "
                        + "Maybe use a smaller cp.", sequence, 2L * context);
    }

    private static Optional<Finding> experts(Candidate candidate) {
        int expert = candidate.mesh().expert();
        int experts = candidate.problem().model().feedForward() instanceof MixtureOfExperts mixture
                ? mixture.experts() : 1;
        return experts % expert == 0 ? Optional.empty() : finding(expert, experts, "experts",
                "The ep (%d) must divide the experts (%d). Maybe use %s.", expert, experts,
                experts == 1 ? "ep=1, the model is dense" : "a divisor of " + experts);
    }

    private static Optional<Finding> expertWidth(Candidate candidate) {
        int split = candidate.mesh().expertTensor();
        int width = candidate.problem().model().feedForward() instanceof MixtureOfExperts mixture
                ? mixture.expert().width() : 1;
        return width % split == 0 ? Optional.empty() : finding(split, width, "columns",
                "The etp (%d) must divide the width of an expert (%d). Maybe use etp=1.", split, width);
    }

    private static Optional<Finding> expertGroups(Candidate candidate) {
        Mesh mesh = candidate.mesh();
        long group = (long) mesh.expert() * mesh.expertTensor();
        return mesh.ranksPerStage() % group == 0 ? Optional.empty() : finding(group, mesh.ranksPerStage(), "GPUs",
                "The ep·etp (%d) must divide the GPUs of a stage, tp·cp·dp (%d). Maybe use a smaller ep.",
                group, mesh.ranksPerStage());
    }
}
