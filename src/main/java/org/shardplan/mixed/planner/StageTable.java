package org.shardplan.mixed.planner;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.shardplan.layout.Layout;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.mixed.Group;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.Lineup.Links;
import org.shardplan.mixed.Lineup.NodeClass;
import org.shardplan.mixed.Lineup.Weights;
import org.shardplan.mixed.Sequence;
import org.shardplan.mixed.StageCosts;
import org.shardplan.mixed.planner.Setting.Place;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Pool;

/** What every stage of a setting costs, computed when first asked for. */
final class StageTable implements StageCosts {

    private final MixedProblem mixed;
    private final Setting setting;
    private final StageModel model;
    private final Recomputing recomputing;
    private final int microBatches;
    private final Row[][][] rows;

    StageTable(MixedProblem mixed, StageModel model, Setting setting) {
        this.mixed = mixed;
        this.setting = setting;
        this.model = model;
        this.recomputing = new Recomputing(model, mixed.training().goal().allowed().pipeline());
        this.microBatches = mixed.training().training().globalBatch()
                / (setting.shared().data() * setting.shared().microBatch());
        int nodes = IntStream.range(0, mixed.cluster().pools().size()).map(mixed::nodes).sum();
        this.rows = new Row[setting.places().size()][2][nodes + 1];
    }

    /** The pipeline to be put together. */
    Lineup lineup() {
        List<Pool> pools = mixed.cluster().pools();
        List<NodeClass> classes = IntStream.range(0, pools.size())
                .mapToObj(pool -> new NodeClass(mixed.nodes(pool), pools.get(pool).inventory().useAll())).toList();
        List<Group> groups = setting.places().stream().map(place -> new Group(place.pool(), place.nodes())).toList();
        return new Lineup(mixed.training().model().layers(), classes, groups, new Links(links()),
                new Weights(microBatches - 1, model.exposedRoundTrips(microBatches)), this);
    }

    private double[][] links() {
        List<Layout> layouts = setting.places().stream()
                .map(place -> setting.shared().of(stage(place, 1, Recomputation.NONE), 2)).toList();
        return layouts.stream().map(from -> layouts.stream()
                .mapToDouble(to -> model.roundTrip(from, to)).toArray()).toArray(double[][]::new);
    }

    @Override
    public Row row(int group, int behind, boolean first) {
        int likeIt = behind == 0 ? 0 : Math.max(1, Math.min(behind, microBatches - 1));
        Row[] known = rows[group][first ? 1 : 0];
        if (known[likeIt] == null) {
            known[likeIt] = computed(setting.places().get(group), likeIt, first);
        }
        return known[likeIt];
    }

    /** A stage that stands first of all or behind one other. */
    private Row computed(Place place, int behind, boolean first) {
        int layers = mixed.training().model().layers();
        double[] seconds = new double[layers + 1];
        double[] closing = new double[layers + 1];
        int held = 0;
        while (held < layers) {
            Stage stage = model.stage(first ? 0 : 1, held + 1, behind == 0);
            Optional<MixedStage> quickest = quickest(place, stage, stages(behind, first));
            if (quickest.isEmpty()) {
                break;
            }
            held++;
            Layout layout = setting.shared().of(quickest.get(), stages(behind, first));
            seconds[held] = model.seconds(layout, stage);
            closing[held] = model.closing(layout, stage);
        }
        return new Row(Arrays.copyOf(seconds, held + 1), Arrays.copyOf(closing, held + 1));
    }

    private static int stages(int behind, boolean first) {
        return behind + (first ? 1 : 2);
    }

    private Optional<MixedStage> quickest(Place place, Stage stage, int stages) {
        return recomputing.quickest(stage,
                kind -> setting.shared().of(stage(place, stage.layers(), kind), stages))
                .map(kind -> stage(place, stage.layers(), kind));
    }

    private static MixedStage stage(Place place, int layers, Recomputation recomputation) {
        return new MixedStage(
                place.pool(), place.nodes(), place.tensor(), place.sequenceParallel(), layers, recomputation);
    }

    /** Most layers a node of a pool holds, as the last stage or the one before. */
    int mostLayersPerNode(int pool) {
        return IntStream.range(0, setting.places().size()).filter(group -> setting.places().get(group).pool() == pool)
                .map(group -> Math.max(row(group, 0, false).mostLayers(), row(group, 1, false).mostLayers())
                        / setting.places().get(group).nodes()).max().orElse(0);
    }

    /** Bytes that one layer takes on every GPU of a pool, recomputed in the middle of a pipeline, for each place. */
    DoubleStream leastBytes(int pool) {
        Stage stage = model.stage(1, 1, false);
        return setting.places().stream().filter(place -> place.pool() == pool)
                .map(place -> setting.shared().of(stage(place, 1, Recomputation.FULL), stages(1, false)))
                .mapToDouble(layout -> model.memory(layout, stage).totalBytes());
    }

    /** The layout that a sequence stands for. */
    MixedLayout layout(Sequence sequence) {
        int stages = sequence.parts().size();
        return new MixedLayout(setting.shared(), IntStream.range(0, stages).mapToObj(index -> {
            Sequence.Part part = sequence.parts().get(index);
            Stage stage = model.stage(index, part.layers(), index == stages - 1);
            return quickest(setting.places().get(part.group()), stage, stages).orElseThrow();
        }).toList());
    }
}
