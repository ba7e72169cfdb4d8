package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.problem.PublishedLosses;
import org.shardplan.problem.PublishedLosses.Loss;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.ServingEstimate;

/** What formats cost in quality and what no run shows, in sentences. */
public final class ServingNotes {

    private static final String QUALITY = "Quality";

    private ServingNotes() {
    }

    /** A sentence each, with nothing besides. */
    public static List<Fact> of(ServingEstimate estimate) {
        List<Fact> notes = new ArrayList<>(quality(estimate));
        margin(estimate.problem().serving().levels()).ifPresent(notes::add);
        List<String> untested = estimate.accuracy().untested();
        if (!untested.isEmpty()) {
            notes.add(new Fact("Untested", "No published run shows " + String.join(", ", untested)
                    + ": the errors stated are a judgement.", List.of()));
        }
        return notes;
    }

    /** Why layouts stay below the levels. */
    private static Optional<Fact> margin(ServiceLevels levels) {
        boolean none = levels.equals(ServiceLevels.NONE) || levels.confidencePercent() == ServiceLevels.NO_MARGIN;
        return none ? Optional.empty() : Optional.of(new Fact("Margin", "Times stay so far below their levels that "
                + Figures.plain(levels.confidencePercent()) + " of 100 predictions with these errors keep them "
                + "(levelConfidencePercent).", List.of()));
    }

    /** The largest published loss of any replica. */
    private static List<Fact> quality(ServingEstimate estimate) {
        ServingProblem problem = estimate.problem();
        PublishedLosses losses = problem.goal().allowed().formats().losses();
        Formats formats = estimate.answers().group().replica().formats();
        List<Fact> notes = new ArrayList<>();
        tell(formats.weights().label() + " weights", losses.of(formats.weights(), problem.model()))
                .ifPresent(notes::add);
        tell(formats.keyValues().label() + " keys", losses.of(formats.keyValues(), problem.model()))
                .ifPresent(notes::add);
        return notes;
    }

    private static Optional<Fact> tell(String format, Optional<Loss> loss) {
        if (loss.isEmpty()) {
            return Optional.of(new Fact(QUALITY, "Nobody published what " + format + " lose.", List.of()));
        }
        return loss.filter(known -> !known.benchmark().isEmpty())
                .map(known -> new Fact(QUALITY, format + figure(known) + ": " + known.source() + ".", List.of()));
    }

    private static String figure(Loss known) {
        return known.isAsPublished() ? " as published"
                : " lose " + Figures.percent(known.percent()) + " (" + known.benchmark() + ", " + known.model() + ")";
    }
}
