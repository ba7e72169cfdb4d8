package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.shardplan.fleet.Column.Use;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;
import org.shardplan.fleet.Workload.Due;

/** Fleets small enough to try every plan, from a seed: one to five workloads, up to three pools and four slots. */
public final class SmallFleets {

    private static final int MOST_WORKLOADS = 5;
    private static final int MOST_COLUMNS = 5;

    private final Random random;
    private final int pools;
    private final int slots;

    private SmallFleets(long seed) {
        random = new Random(seed);
        pools = 1 + random.nextInt(3);
        slots = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    }

    public static Fleet of(long seed) {
        return new SmallFleets(seed).fleet();
    }

    private Fleet fleet() {
        List<Workload> workloads = IntStream.rangeClosed(0, random.nextInt(MOST_WORKLOADS))
                .mapToObj(this::workload).toList();
        List<Integer> nodes = IntStream.range(0, pools).mapToObj(pool -> random.nextInt(9)).toList();
        Capacity capacity = new Capacity(nodes, random.nextBoolean() ? Capacity.UNLIMITED : random.nextInt(60),
                random.nextBoolean() ? Capacity.UNLIMITED : random.nextInt(200), slots);
        return new Fleet(capacity, workloads, rules(workloads.size()));
    }

    private Workload workload(int index) {
        List<Column> columns = new ArrayList<>();
        for (int i = random.nextInt((slots > 1 ? 2 : MOST_COLUMNS) + 1); i > 0; i--) {
            columns.add(new Column(new Use(random.nextInt(pools), 1 + random.nextInt(5), 1 + random.nextInt(slots),
                    random.nextInt(60), random.nextInt(30)), random.nextInt(100)));
        }
        Due due = random.nextBoolean() ? Due.NEVER : new Due(random.nextInt(slots + 1), random.nextInt(30));
        return new Workload("w" + index, columns, random.nextInt(300), due);
    }

    private List<SideRule> rules(int workloads) {
        List<SideRule> rules = new ArrayList<>();
        while (workloads > 1 && random.nextInt(3) == 0) {
            int earlier = random.nextInt(workloads - 1);
            int later = earlier + 1 + random.nextInt(workloads - 1 - earlier);
            rules.add(random.nextBoolean() ? new Apart(earlier, later) : new After(later, earlier));
        }
        return rules;
    }
}
