package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.mixed.Sequence.Part;
import org.shardplan.mixed.StageCosts.Row;
import org.shardplan.space.Deadline;

/**
 * The sequence of least sum below a threshold: stages are added in front of each other, and what was added is kept by
 * the nodes it uses, the group added last and the layers placed, where the relaxed completion leaves hope.
 */
final class LabelSearch {

    private final Relaxed relaxed;
    private final Completions completions;
    private final Lineup lineup;
    private final Tally tally;
    private final Deadline deadline;
    private final double credit;
    private Map<Key, Label> next = new HashMap<>();
    private Label end;
    private double threshold;
    private double dropped = Double.POSITIVE_INFINITY;
    private int left;

    /**
     * A search that stops with time.
     *
     * @param most labels it may make
     */
    LabelSearch(Relaxed relaxed, int most, Deadline deadline) {
        this.relaxed = relaxed;
        this.completions = relaxed.completions();
        this.lineup = completions.graph().lineup();
        this.tally = new Tally(lineup);
        this.deadline = deadline;
        this.credit = relaxed.prices().ofAll(lineup);
        this.left = most;
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
     */
    private record Label(Label behind, Step step, long used, int placed, double paid) {
    }

    /** The best sequence below a threshold; if the search was not {@link #isComplete()}, perhaps another or none. */
    Optional<Sequence> below(double sum) {
        threshold = sum;
        extend(new Label(null, new Step(0, -1, 0, -1), 0, 0, 0));
        while (!next.isEmpty() && isComplete()) {
            List<Label> level = new ArrayList<>(next.values());
            next = new HashMap<>();
            level.forEach(this::extend);
        }
        return Optional.ofNullable(end).map(this::sequence);
    }

    /** Whether nothing was left out for want of labels or time. */
    boolean isComplete() {
        return left > 0 && !deadline.isOver();
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
        for (int group = 0; group < lineup.groups().size() && isComplete(); group++) {
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
        double paid = label.paid() + completions.fee(step.group()) + (label.behind() == null ? 0
                : lineup.links().seconds()[step.group()][label.step().group()]);
        Row first = lineup.costs().row(step.group(), step.stages(), true);
        if (completions.canBeFirst(step, first, label.placed())) {
            end(new Label(label, step, used, lineup.layers(),
                    paid + first.seconds()[lineup.layers() - label.placed()]));
        }
        Row row = lineup.costs().row(step.group(), step.stages(), false);
        int longest = Math.min(row.mostLayers(completions.caps()), lineup.layers() - 1 - label.placed());
        for (int layers = 1; layers <= longest; layers++) {
            if (row.closing()[layers] <= completions.caps().closing()) {
                keep(new Label(label, step, used, label.placed() + layers, paid + row.seconds()[layers]));
            }
        }
    }

    private void end(Label first) {
        double sum = first.paid() - tally.paid(first.used(), relaxed.prices());
        if (tally.mayEnd(first.used()) && hasHope(sum)) {
            threshold = sum;
            end = first;
        }
    }

    private boolean hasHope(double sum) {
        dropped = sum < threshold ? dropped : Math.min(dropped, sum);
        return sum < threshold;
    }

    private void keep(Label label) {
        if (hasHope(label.paid() + completions.after(label.step(), label.placed()) - credit)) {
            Key key = new Key(label.used(), label.step().group(), label.placed());
            Label known = next.get(key);
            left -= known == null ? 1 : 0;
            if (known == null || label.paid() < known.paid()) {
                next.put(key, label);
            }
        }
    }
}
