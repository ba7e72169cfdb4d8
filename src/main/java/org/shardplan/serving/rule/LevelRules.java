package org.shardplan.serving.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.Scope;
import org.shardplan.serving.estimate.ServiceTimes;
import org.shardplan.serving.estimate.ServingEstimate.Flow;

/** What the requests ask: that all are served, and in time. */
final class LevelRules {

    private LevelRules() {
    }

    static List<Rule<ServingCandidate>> rules() {
        List<Rule<ServingCandidate>> rules = new ArrayList<>();
        rules.add(rule("keeps-up", "requests are served as fast as they come", LevelRules::keepsUp));
        for (ServiceLevel level : ServiceLevel.values()) {
            rules.add(rule(level.rule(), "the " + level.what() + " comes within its service level",
                    candidate -> inTime(candidate, level)));
        }
        return rules;
    }

    private static Rule<ServingCandidate> rule(String id, String sentence, Rule.Check<ServingCandidate> check) {
        return new Rule<>(id, Level.LIMIT, Scope.ESTIMATE, sentence, check);
    }

    private static Optional<Finding> keepsUp(ServingCandidate candidate) {
        if (!(candidate.problem().serving().load() instanceof Load.OpenLoop open)) {
            return Optional.empty();
        }
        Flow flow = candidate.estimate().flow();
        double rate = open.requestsPerSecond();
        return rate < flow.capacity() ? Optional.empty() : finding(rate, flow.capacity(), "requests/s",
                "Requests come at %.3g a second, at most %.3g are served: the queue grows without end. Maybe use more "
                        + "replicas.", rate, flow.capacity());
    }

    /** A time without end is what it means not to keep up, and told there. */
    private static Optional<Finding> inTime(ServingCandidate candidate, ServiceLevel level) {
        ServiceLevels levels = candidate.problem().serving().levels();
        OptionalDouble most = level.limit(levels);
        if (most.isEmpty()) {
            return Optional.empty();
        }
        ServiceTimes times = candidate.estimate().times();
        double needed = level.milliseconds(times.planned());
        boolean endless = Double.isInfinite(needed) && keepsUp(candidate).isPresent();
        return needed <= most.getAsDouble() || endless ? Optional.empty() : finding(needed, most.getAsDouble(), "ms",
                "The %s takes %.1f ms%s%s, the service level allows %.1f. Maybe use a larger tp, a smaller maxBatch or "
                        + "more replicas.", level.what(), level.milliseconds(times.late()), percentile(levels),
                margin(levels, needed), most.getAsDouble());
    }

    private static String margin(ServiceLevels levels, double planned) {
        return levels.confidencePercent() == ServiceLevels.NO_MARGIN ? ""
                : String.format(Locale.ROOT, ", %.1f with its margin", planned);
    }

    private static String percentile(ServiceLevels levels) {
        double percentile = levels.percentile();
        String number = percentile == Math.rint(percentile) ? String.valueOf((long) percentile)
                : String.valueOf(percentile);
        return levels.isMean() ? "" : " at percentile " + number;
    }
}
