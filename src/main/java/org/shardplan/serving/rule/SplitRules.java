package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.problem.Attention;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Pool;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;
import org.shardplan.serving.rule.ServingRules.ReplicaCheck;

/** What model and servers ask of the split of a replica. */
final class SplitRules {

    private SplitRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        return List.of(
                rule("tensor-divides-heads", "tp divides the attention heads", SplitRules::heads),
                rule("tensor-fits-key-value-heads",
                        "tp divides the key/value heads, or they divide tp and are copied", SplitRules::keyValueHeads),
                rule("tensor-divides-feed-forward", "tp divides the feed-forward width", SplitRules::feedForward),
                rule("pipeline-has-layers", "every pipeline stage has a layer", SplitRules::layers),
                rule("expert-divides-experts", "ep divides the experts", SplitRules::experts),
                rule("experts-fill-stage", "ep divides the GPUs of a stage, tp·attentionDp", SplitRules::expertGroups),
                rule("expert-width-divides", "the GPUs that share an expert divide its width", SplitRules::expertWidth),
                rule("attention-data-needs-experts", "data-parallel attention is for mixtures of experts",
                        SplitRules::attentionData),
                rule("tensor-inside-domain", "a tensor group stays inside a node or NVLink domain",
                        SplitRules::tensorDomain),
                rule("replica-fills-nodes", "a replica of more than one node takes whole nodes",
                        SplitRules::wholeNodes));
    }

    private static Rule<ServingCandidate> rule(String id, String sentence, ReplicaCheck check) {
        return new Rule<>(id, Level.STRUCTURE, Scope.SPLIT, sentence, ServingRules.ofReplicas(check));
    }

    private static Model model(ServingCandidate candidate) {
        return candidate.problem().model();
    }

    private static Optional<Finding> heads(ServingCandidate candidate, Replica replica) {
        Attention attention = model(candidate).attention();
        int tensor = replica.split().tensor();
        return attention.heads() % tensor == 0 ? Optional.empty() : finding(tensor, attention.heads(), "heads",
                "The tp (%d) must divide the attention heads (%d). Maybe use a divisor of %d.",
                tensor, attention.heads(), attention.heads());
    }

    private static Optional<Finding> keyValueHeads(ServingCandidate candidate, Replica replica) {
        if (!(model(candidate).attention() instanceof GroupedQueryAttention grouped)) {
            return Optional.empty();
        }
        int tensor = replica.split().tensor();
        int heads = grouped.keyValueHeads();
        return heads % tensor == 0 || tensor % heads == 0 ? Optional.empty() : finding(tensor, heads, "heads",
                "The tp (%d) must divide the key/value heads (%d) or be a multiple of them. Maybe use tp=%d.",
                tensor, heads, heads);
    }

    private static Optional<Finding> feedForward(ServingCandidate candidate, Replica replica) {
        FeedForward feedForward = model(candidate).feedForward();
        int tensor = replica.split().tensor();
        int layers = model(candidate).layers();
        int width = feedForward.expertLayers(layers) < layers ? feedForward.dense().width() : 0;
        int shared = feedForward instanceof MixtureOfExperts mixture ? mixture.sharedWidth() : 0;
        int indivisible = width % tensor == 0 ? shared : width;
        return indivisible % tensor == 0 ? Optional.empty() : finding(tensor, indivisible, "columns",
                "The tp (%d) must divide the feed-forward width (%d). Maybe use a smaller power of two.",
                tensor, indivisible);
    }

    private static Optional<Finding> layers(ServingCandidate candidate, Replica replica) {
        int layers = model(candidate).layers();
        int stages = replica.split().pipeline();
        return stages <= layers ? Optional.empty() : finding(stages, layers, "layers",
                "The pp (%d stages) must be at most the number of layers (%d). Maybe use pp=%d.",
                stages, layers, layers);
    }

    private static Optional<Finding> experts(ServingCandidate candidate, Replica replica) {
        int expert = replica.split().expert();
        int experts = model(candidate).feedForward() instanceof MixtureOfExperts mixture ? mixture.experts() : 1;
        return experts % expert == 0 ? Optional.empty() : finding(expert, experts, "experts",
                "The ep (%d) must divide the experts (%d). Maybe use %s.", expert, experts,
                experts == 1 ? "ep=1, the model is dense" : "a divisor of " + experts);
    }

    private static Optional<Finding> expertGroups(ServingCandidate candidate, Replica replica) {
        Split split = replica.split();
        return split.gpusPerStage() % split.expert() == 0 ? Optional.empty() : finding(
                split.expert(), split.gpusPerStage(), "GPUs",
                "The ep (%d) must divide the GPUs of a stage, tp·attentionDp (%d). Maybe use ep=%d.",
                split.expert(), split.gpusPerStage(), split.gpusPerStage());
    }

    private static Optional<Finding> expertWidth(ServingCandidate candidate, Replica replica) {
        Split split = replica.split();
        int parts = Math.max(1, split.gpusPerStage() / split.expert());
        int width = model(candidate).feedForward() instanceof MixtureOfExperts mixture ? mixture.expert().width() : 0;
        return width % parts == 0 ? Optional.empty() : finding(parts, width, "columns",
                "The GPUs that share an expert, tp·attentionDp/ep (%d), must divide its width (%d). Maybe use ep=%d.",
                parts, width, split.gpusPerStage());
    }

    private static Optional<Finding> attentionData(ServingCandidate candidate, Replica replica) {
        int groups = replica.split().attentionData();
        boolean experts = model(candidate).feedForward() instanceof MixtureOfExperts;
        return groups == 1 || experts ? Optional.empty() : finding(groups, 1, "groups",
                "The attentionDp (%d) must be 1 for a dense model: its groups would share nothing. Maybe use %d "
                        + "replicas.", groups, groups);
    }

    private static Optional<Finding> tensorDomain(ServingCandidate candidate, Replica replica) {
        Pool pool = candidate.pool(replica);
        int tensor = replica.split().tensor();
        int domain = pool.domainGpus();
        boolean inside = tensor <= domain && (domain % tensor == 0 || replica.gpus() <= domain);
        return inside ? Optional.empty() : finding(tensor, domain, "GPUs",
                "The tensor group (%d GPUs) must stay inside one NVLink domain or node (%d GPUs of %s); across nodes "
                        + "every layer would wait for the network. Maybe use tp=%d.",
                tensor, domain, pool.name(), Integer.highestOneBit(domain));
    }

    private static Optional<Finding> wholeNodes(ServingCandidate candidate, Replica replica) {
        int domain = candidate.pool(replica).domainGpus();
        int gpus = replica.gpus();
        return gpus <= domain || gpus % domain == 0 ? Optional.empty() : finding(gpus, domain, "GPUs",
                "The replica (%d GPUs) must take whole nodes of %d or fit into one. Maybe use a multiple of %d.",
                gpus, domain, domain);
    }
}
