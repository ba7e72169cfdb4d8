package org.shardplan.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shardplan.layout.ServedStage;
import org.shardplan.problem.Pool;

/** How many of which script run on which node: replicas side by side, the largest first, none over a node's edge. */
final class Placement {

    static final int FIRST_PORT = 8000;
    /** Between the replicas of a node: engines take some ports behind the first. */
    private static final int PORTS = 100;

    private final Pool pool;
    private final List<List<String>> nodes = new ArrayList<>();
    private int free;

    private Placement(Pool pool) {
        this.pool = pool;
    }

    /** One line for every run of nodes that start the same. */
    static List<String> lines(ServingPlan plan) {
        List<String> lines = new ArrayList<>();
        List<Pool> pools = plan.problem().cluster().pools();
        for (int index = 0; index < pools.size(); index++) {
            int here = index;
            Placement placement = new Placement(pools.get(index));
            if (plan.isPipeline()) {
                placement.addStages(plan, here);
            } else {
                plan.groups().stream().filter(group -> group.group().replica().pool() == here)
                        .sorted(Comparator.comparingInt(ServerGroup::gpus).reversed()).forEach(placement::add);
            }
            placement.describe(lines);
        }
        return lines;
    }

    /** The stages of a pipeline that run here; each is started by itself. */
    private void addStages(ServingPlan plan, int here) {
        for (int index = 0; index < plan.stages().size(); index++) {
            ServedStage stage = plan.stages().get(index);
            if (stage.pool() == here) {
                beside(plan.groups().get(0).script(), stage.tensor(), "NODE_RANK=" + index);
            }
        }
    }

    private void add(ServerGroup group) {
        for (int replica = 0; replica < group.group().count(); replica++) {
            if (group.nodes() > 1) {
                String ranks = group.script() + " (GPUS=" + gpus(0, group.gpusPerNode()) + " NODE_RANK=0 to "
                        + (group.nodes() - 1) + " by turns)";
                nodes.addAll(Collections.nCopies(group.nodes(), List.of(ranks)));
                free = 0;
            } else {
                beside(group.script(), group.gpus(), "");
            }
        }
    }

    private void beside(String script, int gpus, String rank) {
        if (free < gpus) {
            nodes.add(new ArrayList<>());
            free = pool.node().gpus();
        }
        int first = pool.node().gpus() - free;
        List<String> node = nodes.get(nodes.size() - 1);
        node.add(script + " (GPUS=" + gpus(first, gpus) + " "
                + (rank.isEmpty() ? "PORT=" + (FIRST_PORT + PORTS * node.size()) : rank) + ")");
        free -= gpus;
    }

    private static String gpus(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private void describe(List<String> lines) {
        for (int start = 0; start < nodes.size();) {
            int end = start;
            while (end < nodes.size() && nodes.get(end).equals(nodes.get(start))) {
                end++;
            }
            String range = end - start == 1 ? "Node " + start : "Each of nodes " + start + " to " + (end - 1);
            lines.add(range + " of " + pool.name() + " starts " + String.join(", ", nodes.get(start)) + ".");
            start = end;
        }
    }
}
