package org.shardplan.serving.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.shardplan.measured.Errors;
import org.shardplan.measured.Run;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup.Mode;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.measured.ServedReplay.Discipline;
import org.shardplan.serving.measured.ServedReplay.Group;

/**
 * Predictions of served models and how far they are from what was measured.
 *
 * @param replays the runs that could be predicted, in their order
 * @param unsupported the runs that could not
 */
public record ServingValidation(List<ServedReplay> replays, List<UnsupportedRun> unsupported) {

    private static final String TOTAL = "all";

    public ServingValidation {
        replays = List.copyOf(replays);
        unsupported = List.copyOf(unsupported);
    }

    /** Predicts every run from its setup alone, then compares. */
    public static ServingValidation of(List<? extends Run> runs) {
        List<ServedRun> served = runs.stream().filter(ServedRun.class::isInstance).map(ServedRun.class::cast).toList();
        Plausibility plausibility = new Plausibility(served);
        LeaveModelOut others = new LeaveModelOut(
                served.stream().filter(run -> !plausibility.isDoubtful(run)).toList());
        return new ServingValidation(
                served.stream().map(run -> new ServedReplay(run, ServedPredictor.predict(run.setup()),
                        others.predict(run), plausibility.isDoubtful(run))).toList(),
                runs.stream().filter(UnsupportedRun.class::isInstance).map(UnsupportedRun.class::cast).toList());
    }

    /**
     * Errors of one quantity.
     *
     * @param source whose, empty for several
     * @param label engine and GPU, or what the line sums up
     * @param shipped with shipped constants
     * @param withoutModel with constants fitted without the model
     */
    public record Line(String source, String label, Errors shipped, Errors withoutModel) {

        /** Whether it sums up all that count. */
        public boolean isTotal() {
            return source.isEmpty() && label.equals(TOTAL);
        }
    }

    /** By source, engine and GPU, then all that count, then all with those set aside; empty without figures. */
    public List<Line> lines(Quantity quantity) {
        List<Line> lines = new ArrayList<>();
        Map<Group, List<ServedReplay>> groups = counted(quantity).stream()
                .collect(Collectors.groupingBy(ServedReplay::group, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, members) -> lines.add(line(
                group.source(), group.engine() + ", " + group.gpu(), errors(quantity, members))));
        if (!groups.isEmpty()) {
            lines.add(line("", TOTAL, errors(quantity, counted(quantity))));
        }
        if (replays.stream().anyMatch(each -> each.setAside() && quantity.observed(each.run()).isPresent())) {
            lines.add(line("", "all, with runs set aside", errors(quantity, replays)));
        }
        return lines;
    }

    /** Runs that do not count, because their group was measured under conditions its rows do not tell. */
    public List<ServedReplay> aside() {
        return replays.stream().filter(ServedReplay::setAside).toList();
    }

    private List<ServedReplay> counted(Quantity quantity) {
        return replays.stream().filter(replay -> !replay.setAside())
                .filter(replay -> quantity.observed(replay.run()).isPresent()).toList();
    }

    private static Function<Discipline, Errors> errors(Quantity quantity, List<ServedReplay> some) {
        return discipline -> errors(some, quantity, discipline);
    }

    private static Line line(String source, String label, Function<Discipline, Errors> errors) {
        return new Line(source, label, errors.apply(Discipline.SHIPPED), errors.apply(Discipline.WITHOUT_MODEL));
    }

    private static Errors errors(List<ServedReplay> some, Quantity quantity, Discipline discipline) {
        return Errors.of(some.stream().map(replay -> replay.error(quantity, discipline))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray());
    }

    /** Errors over all runs that count. */
    public Errors errors(Quantity quantity, Discipline discipline) {
        return errors(counted(quantity), quantity, discipline);
    }

    /** Whether it does not fit: measured against predicted. */
    public Verdicts outOfMemory() {
        return Verdicts.of(replays.stream().filter(replay -> replay.run().setup().mode() != Mode.CAPACITY).toList(),
                replay -> replay.run().outcome().memory().ranOut(), replay -> !replay.shipped().fits());
    }

    /** Errors of memory in use, where that was measured. */
    public Errors memory() {
        return Errors.of(replays.stream().filter(replay -> replay.run().outcome().memory().gib().isPresent())
                .mapToDouble(replay -> replay.shipped().memory().gib()
                        / replay.run().outcome().memory().gib().getAsDouble() - 1).toArray());
    }

    /** Whether requests wait for room: measured against predicted. */
    public Verdicts saturated() {
        return Verdicts.of(online(), replay -> Quantity.isSaturated(replay.run()),
                replay -> replay.shipped().memory().waiting() > Quantity.SATURATED);
    }

    private List<ServedReplay> online() {
        return replays.stream().filter(replay -> replay.run().setup().mode() == Mode.ONLINE)
                .filter(replay -> Quantity.TTFT.observed(replay.run()).isPresent()
                        || Quantity.isSaturated(replay.run())).toList();
    }

    /** Choices among offline layouts. */
    public Choices offlineChoices() {
        return Choices.unlimited(questions(replay -> Quantity.OFFLINE.observed(replay.run()).isPresent()));
    }

    /** Choices under a limit on the time per output token, with the margin that errors of unknown models ask for. */
    public Choices choicesWithin(double seconds) {
        return Choices.limited(questions(replay -> replay.run().setup().mode() == Mode.ONLINE
                && Quantity.TPOT.observed(replay.run()).isPresent()), seconds, margin());
    }

    /** Share by which a predicted time per output token must stay below a limit, models left out. */
    public double margin() {
        return Accuracy.margin(errors(Quantity.TPOT, Discipline.WITHOUT_MODEL).ninetieth() / 100,
                ServiceLevels.USUAL_CONFIDENCE);
    }

    /** Runs that took no longer than predicted with that margin, their models left out, in percent. */
    public double withinMarginPercent() {
        double least = 1 / (1 + margin()) - 1;
        List<ServedReplay> runs = counted(Quantity.TPOT);
        double kept = runs.stream().map(replay -> replay.error(Quantity.TPOT, Discipline.WITHOUT_MODEL))
                .filter(error -> error.getAsDouble() >= least).count();
        return 100 * kept / runs.size();
    }

    private List<List<ServedReplay>> questions(Predicate<ServedReplay> some) {
        return replays.stream().filter(some).filter(replay -> !replay.setAside())
                .collect(Collectors.groupingBy(ServedReplay::question, LinkedHashMap::new, Collectors.toList()))
                .values().stream().filter(ServingValidation::hasChoice).toList();
    }

    private static boolean hasChoice(List<ServedReplay> question) {
        return question.stream().map(replay -> replay.run().setup().replicas().replica().split())
                .distinct().count() > 1;
    }
}
