package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.shardplan.fleet.Column.Use;
import org.shardplan.fleet.Workload.Due;

/**
 * Fleets as data centres have them, from a seed: half of the workloads train, half serve, on six kinds of GPU in nodes
 * of eight. Tight: a fifth to a third of the workloads cannot be placed. Speeds are made up; only ratios mean anything.
 */
public final class GeneratedFleets {

    private static final int GPUS_PER_NODE = 8;
    private static final int WEEK_HOURS = 168;
    private static final int[] NODES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256};
    private static final double[][] LAYOUTS = {{1, 1}, {0.94, 0.9}, {0.87, 0.78}};
    private static final double[] UNPLACED = {3, 8, 20};
    private static final double INVENTORY_SHARE = 0.45;
    private static final double SWITCHED_ON_SHARE = 0.6;

    private final Random random;
    private final int slots;

    private GeneratedFleets(long seed, int slots) {
        this.random = new Random(seed);
        this.slots = slots;
    }

    /** A kind of GPU: dollars and kilowatts of a GPU, speeds over those of an A100, memory in GiB. */
    private record Kind(double usd, double kw, double training, double serving, double gib) {
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(0.9, 0.5, 0.45, 0.6, 48), new Kind(1.2, 0.6, 1, 0.9, 40), new Kind(1.6, 0.6, 1.02, 1, 80),
            new Kind(2.5, 1.1, 2.6, 2, 80), new Kind(3.2, 1.1, 2.7, 2.7, 141), new Kind(5, 1.6, 5.5, 5, 192));

    /** Everything side by side, all the time. */
    public static Fleet side(long seed, int workloads) {
        return new GeneratedFleets(seed, 1).fleet(workloads);
    }

    /** A week in slots of four hours: trainings may start late, one after the other. */
    public static Fleet week(long seed, int workloads) {
        return new GeneratedFleets(seed, 42).fleet(workloads);
    }

    private Fleet fleet(int size) {
        List<Workload> workloads = IntStream.range(0, size).mapToObj(this::workload).toList();
        return new Fleet(tight(workloads), workloads);
    }

    private double logNormal(double spread) {
        return Math.exp(spread * random.nextGaussian());
    }

    private Workload workload(int index) {
        boolean serves = random.nextBoolean();
        double billions = Math.exp(random.nextDouble() * Math.log(180));
        double demand = (serves ? 13 : 1300) * logNormal(0.8) * Math.sqrt(billions);
        int due = WEEK_HOURS / 4 + random.nextInt(WEEK_HOURS);
        double urgency = logNormal(0.5);
        List<Column> columns = new ArrayList<>();
        for (int pool = 0; pool < KINDS.size(); pool++) {
            double affinity = logNormal(0.25);
            Job job = new Job(serves, billions, demand / affinity, due, urgency);
            columns.addAll(pareto(columns(pool, job)));
        }
        long cheapest = columns.stream().mapToLong(Column::loss).min().orElse(1000);
        long unplaced = (long) (cheapest * UNPLACED[random.nextInt(UNPLACED.length)]);
        Due slot = serves || slots == 1 ? Due.NEVER : new Due(due / 4, (long) (cheapest * urgency / 10));
        return new Workload((serves ? "serve-" : "train-") + index, columns, unplaced, slot);
    }

    private record Job(boolean serves, double billions, double demand, int dueHours, double urgency) {

        boolean fits(int nodes, Kind kind) {
            return billions * (serves ? 2 : 16) < 0.8 * nodes * GPUS_PER_NODE * kind.gib();
        }

        double speed(int nodes, Kind kind) {
            return nodes * Math.pow(nodes, serves ? -0.03 : -0.08) * (serves ? kind.serving() : kind.training());
        }
    }

    private List<Column> columns(int pool, Job job) {
        List<Column> columns = new ArrayList<>();
        for (int nodes : NODES) {
            for (double[] layout : LAYOUTS) {
                if (job.fits(nodes, KINDS.get(pool))) {
                    columns.add(column(pool, nodes, layout, job));
                }
            }
        }
        columns.removeIf(column -> column.use().slots() > slots);
        return columns;
    }

    private Column column(int pool, int nodes, double[] layout, Job job) {
        Kind kind = KINDS.get(pool);
        double speed = layout[0] * job.speed(nodes, kind);
        double hours = job.serves() ? WEEK_HOURS : job.demand() / speed;
        double rent = 100 * nodes * GPUS_PER_NODE * kind.usd() * hours;
        double missed = job.serves() ? Math.max(0, 1 - speed / job.demand()) : 0;
        double late = job.serves() || slots > 1 ? 0 : Math.max(0, hours - job.dueHours()) / WEEK_HOURS;
        double loss = rent + job.urgency() * 3 * (missed * 100 * job.demand() * 8 * WEEK_HOURS + late * rent);
        int length = slots == 1 || job.serves() ? slots : (int) Math.ceil(hours / 4);
        double budgeted = slots == 1 ? 100 * nodes * GPUS_PER_NODE * kind.usd() : rent;
        long watts = (long) (1000 * layout[1] * kind.kw() * nodes * GPUS_PER_NODE);
        return new Column(new Use(pool, nodes, length, watts, (long) budgeted), (long) loss);
    }

    /** Only columns that no other beats in everything. */
    private static List<Column> pareto(List<Column> columns) {
        return columns.stream().filter(one -> columns.stream().noneMatch(other -> beats(other, one))).toList();
    }

    private static boolean beats(Column one, Column other) {
        Use a = one.use();
        Use b = other.use();
        return !one.equals(other) && a.nodes() <= b.nodes() && a.slots() <= b.slots() && a.watts() <= b.watts()
                && a.cents() <= b.cents() && one.loss() <= other.loss();
    }

    private Capacity tight(List<Workload> workloads) {
        double[] demand = new double[KINDS.size()];
        for (Workload workload : workloads) {
            workload.columns().stream().min((a, b) -> Long.compare(a.loss(), b.loss())).map(Column::use)
                    .ifPresent(use -> demand[use.pool()] += (double) use.nodes() * use.slots() / slots);
        }
        List<Integer> nodes = IntStream.range(0, demand.length)
                .mapToObj(pool -> 1 + (int) (INVENTORY_SHARE * demand[pool])).toList();
        double cents = 0;
        double watts = 0;
        for (int pool = 0; pool < demand.length; pool++) {
            cents += 100 * nodes.get(pool) * GPUS_PER_NODE * KINDS.get(pool).usd() * (slots == 1 ? 1 : WEEK_HOURS);
            watts += 1000 * nodes.get(pool) * GPUS_PER_NODE * KINDS.get(pool).kw();
        }
        return new Capacity(nodes, (long) (SWITCHED_ON_SHARE * cents), (long) (SWITCHED_ON_SHARE * watts), slots);
    }
}
