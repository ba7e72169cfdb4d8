package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.shardplan.mixed.Lineup.Links;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.Lineup.Weights;
import org.shardplan.mixed.StageCosts.Row;

/**
 * Pipelines to be put together, from a seed: three types of node with speeds and memory about those of A100-40, A100-80
 * and H100; stages recompute where micro-batches in flight leave no room. Seconds are made up; only ratios mean
 * anything.
 */
public final class GeneratedLineups {

    private static final double[] SPEED = {1, 1.05, 2.4};
    private static final double[] MEMORY = {1, 2, 2};
    private static final double RECOMPUTED = 1.33;

    private final Random random;
    private final List<NodeClass> classes = new ArrayList<>();
    private final List<double[]> traits = new ArrayList<>();
    private int layers;
    private int microBatches;

    private GeneratedLineups(long seed) {
        this.random = new Random(seed);
    }

    /** Small enough for brute force: 3 to 5 nodes, 4 to 8 layers; in half of them stages may take two nodes. */
    static Lineup small(long seed) {
        GeneratedLineups generated = new GeneratedLineups(seed);
        Random random = generated.random;
        generated.layers = 4 + random.nextInt(5);
        generated.microBatches = 1 + random.nextInt(12);
        int nodes = 3 + random.nextInt(3);
        while (nodes > 0) {
            int alike = 1 + random.nextInt(Math.min(3, nodes));
            generated.add(random.nextInt(3), alike, 0.3, random.nextBoolean());
            nodes -= alike;
        }
        return generated.lineup(random.nextBoolean() ? 2 : 1);
    }

    /** So many nodes of three types, spread over islands with slower links between them, every one to be used. */
    public static Lineup classes(long seed, int nodes, int islands) {
        GeneratedLineups generated = new GeneratedLineups(seed);
        generated.layers = 96;
        generated.microBatches = 32;
        for (int i = 0; i < 3 * islands; i++) {
            generated.add(i % 3, nodes / (3 * islands), 0, true);
        }
        return generated.lineup(1);
    }

    /** So many nodes of three types, each with a network of its own. */
    public static Lineup allDifferent(long seed, int nodes, boolean useAll) {
        GeneratedLineups generated = new GeneratedLineups(seed);
        generated.layers = 96;
        generated.microBatches = 32;
        for (int i = 0; i < nodes; i++) {
            generated.add(i % 3, 1, 0, useAll);
        }
        return generated.lineup(1);
    }

    private void add(int type, int nodes, double variety, boolean useAll) {
        classes.add(new NodeClass(nodes, useAll));
        double speed = SPEED[type] * (1 + variety * random.nextDouble());
        double network = 0.5 + random.nextDouble();
        traits.add(new double[] {speed, MEMORY[type] * (1 + variety * random.nextDouble()), network});
    }

    private Lineup lineup(int nodesPerStage) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            for (int nodes = 1; nodes <= Math.min(nodesPerStage, classes.get(i).nodes()); nodes++) {
                groups.add(new Group(i, nodes));
            }
        }
        double perNode = (double) layers / classes.stream().mapToInt(NodeClass::nodes).sum();
        Row[][][] rows = new Row[groups.size()][2][];
        int most = classes.stream().mapToInt(NodeClass::nodes).sum();
        for (int group = 0; group < groups.size(); group++) {
            for (int first = 0; first < 2; first++) {
                rows[group][first] = new Row[most + 1];
                for (int behind = 0; behind <= most; behind++) {
                    rows[group][first][behind] = row(groups.get(group), behind, first == 1, perNode);
                }
            }
        }
        return new Lineup(layers, classes, groups, new Links(links(groups)),
                new Weights(microBatches - 1, 0.2 * microBatches),
                (group, behind, first) -> rows[group][first ? 1 : 0][behind]);
    }

    private Row row(Group group, int behind, boolean first, double perNode) {
        double[] trait = traits.get(group.nodeClass());
        double speed = trait[0] * Math.pow(group.nodes(), 0.9);
        double memory = trait[1] * group.nodes() * perNode;
        double inFlight = Math.min(microBatches, behind + 1);
        double[] seconds = new double[layers + 1];
        double[] closing = new double[layers + 1];
        int fits = 0;
        for (int held = 1; held <= layers; held++) {
            double keepsAll = held * (0.5 + 0.08 * inFlight);
            double keepsInputs = held * (0.5 + 0.01 * inFlight);
            if (keepsInputs > memory) {
                break;
            }
            double ends = (behind == 0 ? 0.8 : 0) + (first ? 0.1 : 0);
            seconds[held] = (held + ends) / speed * (keepsAll > memory ? RECOMPUTED : 1);
            closing[held] = 0.3 + 0.4 * held / group.nodes() / trait[2];
            fits = held;
        }
        return new Row(Arrays.copyOf(seconds, fits + 1), Arrays.copyOf(closing, fits + 1));
    }

    private double[][] links(List<Group> groups) {
        double[][] links = new double[groups.size()][groups.size()];
        double[][] byClass = IntStream.range(0, classes.size()).mapToObj(i -> IntStream.range(0, classes.size())
                .mapToDouble(j -> 0.05 + 0.4 * random.nextDouble()).toArray()).toArray(double[][]::new);
        for (int i = 0; i < links.length; i++) {
            for (int j = 0; j < links.length; j++) {
                int one = groups.get(i).nodeClass();
                int other = groups.get(j).nodeClass();
                links[i][j] = one == other ? 0.05 : byClass[Math.min(one, other)][Math.max(one, other)];
            }
        }
        return links;
    }
}
