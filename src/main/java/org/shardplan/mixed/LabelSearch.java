package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shardplan.mixed.Sequence.Part;
import org.shardplan.mixed.StageCosts.Row;
import org.shardplan.space.Deadline;

/**
 * The sequence of least sum below a threshold: stages are added in front of each other, and what was added is kept by
 * the nodes it uses, the group added last and the layers placed, where the relaxed completion leaves hope.
 */
final class LabelSearch {

    /** How many times the width a level may grow before it is narrowed. */
    private static final int MOST_OVER = 4;

    private final Relaxed relaxed;
    private final Completions completions;
    private final Lineup lineup;
    private final Tally tally;
    private final Deadline deadline;
    private final double credit;
    private final int width;
    private Map<Key, Label> next = new HashMap<>();
    private Label end;
    private double threshold;
    private double dropped = Double.POSITIVE_INFINITY;
    private boolean isNarrowed;

    /**
     * A search that stops with time.
     *
     * @param width labels with so many stages that are kept at most, the most promising ones
     */
    LabelSearch(Relaxed relaxed, int width, Deadline deadline) {
        this.relaxed = relaxed;
        this.completions = relaxed.completions();
        this.lineup = completions.graph().lineup();
        this.tally = new Tally(lineup);
        this.deadline = deadline;
        this.credit = relaxed.prices().ofAll(lineup);
        this.width = width;
    }

    /** What labels may differ in and still be as good for what follows. */
    private record Key(long used, int group, int placed) {
    }

    /**
     * Stages added so far.
     *
     * @param behind those without the one added last
     * @param step the stage added last
     * @param used all nodes they use
     * @param placed all layers they hold
     * @param paid sum of them, links and fees included
     * @param hope no sequence that ends in them has a smaller sum
     */
    private record Label(Label behind, Step step, long used, int placed, double paid, double hope) {
    }

    /** The best sequence below a threshold; if the search was not {@link #isComplete()}, perhaps another or none. */
    Optional<Sequence> below(double sum) {
        threshold = sum;
        extend(new Label(null, new Step(0, -1, 0, -1), 0, 0, 0, 0));
        while (!next.isEmpty() && !deadline.isOver()) {
            narrow();
            List<Label> level = new ArrayList<>(next.values());
            next = new HashMap<>();
            level.forEach(this::extend);
        }
        return Optional.ofNullable(end).map(this::sequence);
    }

    private void narrow() {
        if (next.size() > width) {
            isNarrowed = true;
            next = next.entrySet().stream().sorted(Comparator.comparingDouble(entry -> entry.getValue().hope()))
                    .limit(width).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Whether nothing was left out for want of width or time. */
    boolean isComplete() {
        return !isNarrowed && !deadline.isOver();
    }

    /** No sequence has a smaller sum than the least hope that was given up; for complete searches that found none. */
    double bound() {
        return dropped;
    }

    private Sequence sequence(Label first) {
        List<Part> parts = new ArrayList<>();
        for (Label label = first; label.behind() != null; label = label.behind()) {
            parts.add(new Part(label.step().group(), label.placed() - label.behind().placed()));
        }
        return new Sequence(parts);
    }

    private void extend(Label label) {
        for (int group = 0; group < lineup.groups().size() && !deadline.isOver(); group++) {
            int state = completions.graph().supply().after(label.step().next(), group);
            if (state >= 0 && tally.hasRoom(label.used(), lineup.groups().get(group)) && fits(label, group)) {
                extend(label, new Step(label.step().next(), label.step().stages() + 1, state, group));
            }
        }
    }

    private boolean fits(Label label, int group) {
        return label.behind() == null
                || completions.graph().areNeighbours(group, label.step().group(), completions.caps().link());
    }

    private void extend(Label label, Step step) {
        long used = tally.with(label.used(), lineup.groups().get(step.group()));
        double link = label.behind() == null ? 0 : lineup.links().seconds()[step.group()][label.step().group()];
        double paid = label.paid() + link + completions.fee(step.group());
        Label begun = new Label(label, step, used, label.placed(), paid, 0);
        if (tally.mayEnd(used)) {
            finish(begun);
        }
        hold(begun);
    }

    /** The stage begun is the first of the pipeline and takes all layers left. */
    private void finish(Label begun) {
        Row row = lineup.costs().row(begun.step().group(), begun.step().stages(), true);
        if (completions.canBeFirst(begun.step(), row, begun.placed())) {
            double paid = begun.paid() + row.seconds()[lineup.layers() - begun.placed()];
            end(new Label(begun.behind(), begun.step(), begun.used(), lineup.layers(), paid,
                    paid - tally.paid(begun.used(), relaxed.prices())));
        }
    }

    /** The stage begun holds any number of layers that the caps and those in front of it leave. */
    private void hold(Label begun) {
        Step step = begun.step();
        Reach reach = completions.reach();
        Row row = lineup.costs().row(step.group(), step.stages(), false);
        int to = Math.min(begun.placed() + row.mostLayers(completions.caps()), reach.most(step.next()));
        for (int placed = Math.max(begun.placed() + 1, reach.least(step.next())); placed <= to; placed++) {
            int layers = placed - begun.placed();
            if (row.closing()[layers] <= completions.caps().closing()) {
                double paid = begun.paid() + row.seconds()[layers];
                keep(new Label(begun.behind(), step, begun.used(), placed, paid,
                        paid + completions.after(step, placed) - credit));
            }
        }
    }

    private boolean hasHope(Label label) {
        dropped = label.hope() < threshold ? dropped : Math.min(dropped, label.hope());
        return label.hope() < threshold;
    }

    private void end(Label first) {
        if (hasHope(first)) {
            threshold = first.hope();
            end = first;
        }
    }

    private void keep(Label label) {
        if (hasHope(label)) {
            Key key = new Key(label.used(), label.step().group(), label.placed());
            next.merge(key, label, (one, other) -> other.paid() < one.paid() ? other : one);
            if (next.size() > MOST_OVER * width) {
                narrow();
            }
        }
    }
}
