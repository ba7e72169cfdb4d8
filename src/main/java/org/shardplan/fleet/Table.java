package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Draw.Limit;
import org.shardplan.fleet.Plan.Placement;

/**
 * The columns of a fleet in flat arrays, those of a workload one after the other by loss. An option is a column with a
 * start: {@code column · slots + start}. Columns that end after the grid are left out.
 */
public final class Table {

    /** The option not to run. */
    public static final int UNPLACED = -1;

    final int[] pool;
    final int[] nodes;
    final int[] length;
    final long[] watts;
    final long[] cents;
    final long[] loss;
    private final Fleet fleet;
    private final int slots;
    private final int[] first;
    private final int[] original;

    public Table(Fleet fleet) {
        this(fleet, IntStream.range(0, fleet.workloads().size()).mapToObj(i -> admissible(fleet, i)).toList());
    }

    /** Only these columns of every workload, by their index there. */
    private Table(Fleet fleet, List<int[]> kept) {
        this.fleet = fleet;
        this.slots = fleet.capacity().slots();
        this.first = new int[kept.size() + 1];
        for (int i = 0; i < kept.size(); i++) {
            first[i + 1] = first[i] + kept.get(i).length;
        }
        int size = first[kept.size()];
        this.original = kept.stream().flatMapToInt(IntStream::of).toArray();
        this.pool = new int[size];
        this.nodes = new int[size];
        this.length = new int[size];
        this.watts = new long[size];
        this.cents = new long[size];
        this.loss = new long[size];
        fill();
    }

    private void fill() {
        for (int i = 0; i < workloads(); i++) {
            for (int column = first[i]; column < first[i + 1]; column++) {
                fill(column, fleet.workloads().get(i).columns().get(original[column]));
            }
        }
    }

    private void fill(int column, Column from) {
        pool[column] = from.use().pool();
        nodes[column] = from.use().nodes();
        length[column] = from.use().slots();
        watts[column] = from.use().watts();
        cents[column] = from.use().cents();
        loss[column] = from.loss();
    }

    private static int[] admissible(Fleet fleet, int workload) {
        List<Column> columns = fleet.workloads().get(workload).columns();
        return IntStream.range(0, columns.size())
                .filter(j -> columns.get(j).use().slots() <= fleet.capacity().slots())
                .boxed().sorted(Comparator.comparingLong(j -> columns.get(j).loss())).mapToInt(j -> j).toArray();
    }

    /** The same fleet with fewer columns. */
    Table only(IntPredicate kept) {
        return new Table(fleet, IntStream.range(0, workloads())
                .mapToObj(i -> IntStream.range(first[i], first[i + 1]).filter(kept).map(c -> original[c]).toArray())
                .toList());
    }

    public Fleet fleet() {
        return fleet;
    }

    public int workloads() {
        return first.length - 1;
    }

    public int slots() {
        return slots;
    }

    int pools() {
        return fleet.capacity().nodes().size();
    }

    int columns() {
        return original.length;
    }

    int first(int workload) {
        return first[workload];
    }

    /** The column after the last of a workload. */
    int end(int workload) {
        return first[workload + 1];
    }

    int column(int option) {
        return option / slots;
    }

    int start(int option) {
        return option % slots;
    }

    long unplaced(int workload) {
        return fleet.workloads().get(workload).lossUnplaced();
    }

    public long loss(int workload, int option) {
        return option == UNPLACED
                ? unplaced(workload)
                : loss[column(option)] + lateness(workload, start(option) + length[column(option)]);
    }

    long lateness(int workload, int end) {
        return fleet.workloads().get(workload).due().lateness(end);
    }

    /** All options of a workload, staying unplaced first. */
    public int[] options(int workload) {
        return IntStream.concat(IntStream.of(UNPLACED), IntStream.range(first[workload], first[workload + 1])
                .flatMap(column -> IntStream.rangeClosed(0, slots - length[column])
                        .map(start -> column * slots + start))).toArray();
    }

    /** Whether two options are not on one pool. */
    public boolean areApart(int one, int other) {
        return one == UNPLACED || other == UNPLACED || pool[column(one)] != pool[column(other)];
    }

    /** Whether an option starts when the other has ended. */
    public boolean isInOrder(int later, int earlier) {
        return later == UNPLACED
                || earlier != UNPLACED && start(later) >= start(earlier) + length[column(earlier)];
    }

    /** What an option takes of each limit. */
    public List<Draw> draws(int option) {
        List<Draw> draws = new ArrayList<>();
        if (option != UNPLACED) {
            int column = column(option);
            draws.add(new Draw(limit(Kind.BUDGET, 0, 0), cents[column]));
            for (int slot = start(option); slot < start(option) + length[column]; slot++) {
                draws.add(new Draw(limit(Kind.INVENTORY, pool[column], slot), nodes[column]));
                draws.add(new Draw(limit(Kind.POWER, 0, slot), watts[column]));
            }
        }
        return draws;
    }

    Limit limit(Kind kind, int ofPool, int slot) {
        return new Limit(kind, ofPool, slot, fleet.capacity().of(kind, ofPool));
    }

    public Optional<Placement> placement(int option) {
        return option == UNPLACED ? Optional.empty()
                : Optional.of(new Placement(original[column(option)], start(option)));
    }

    /** The option of a placement; it must be one whose column was kept. */
    int option(int workload, Optional<Placement> placement) {
        if (placement.isEmpty()) {
            return UNPLACED;
        }
        for (int column = first[workload]; column < first[workload + 1]; column++) {
            if (original[column] == placement.get().column()) {
                return column * slots + placement.get().start();
            }
        }
        throw new IllegalArgumentException("Workload " + workload + " has no column for " + placement.get());
    }
}
