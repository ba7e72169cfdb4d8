package org.shardplan.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Cases that no other case beats in everything that counts; of equal ones the first. */
public final class Frontier {

    private final List<Aim> aims;
    private final List<Point> points = new ArrayList<>();

    public Frontier(List<Aim> aims) {
        this.aims = List.copyOf(aims);
    }

    public List<Aim> aims() {
        return aims;
    }

    /** The cases, the best in the first aim first. */
    public List<CaseRow> rows() {
        return points.stream().sorted(Comparator.<Point>comparingDouble(point -> point.losses()[0])
                .thenComparing(point -> point.row().number())).map(Point::row).toList();
    }

    void offer(CaseRow row) {
        row.solved().ifPresent(solved -> offer(
                new Point(row, aims.stream().mapToDouble(aim -> aim.loss(solved)).toArray())));
    }

    private void offer(Point offered) {
        boolean known = Arrays.stream(offered.losses()).noneMatch(Double::isNaN);
        if (known && points.stream().noneMatch(point -> point.isAsGoodAs(offered))) {
            points.removeIf(offered::isAsGoodAs);
            points.add(offered);
        }
    }

    private record Point(CaseRow row, double[] losses) {

        boolean isAsGoodAs(Point other) {
            for (int aim = 0; aim < losses.length; aim++) {
                if (losses[aim] > other.losses[aim]) {
                    return false;
                }
            }
            return true;
        }
    }
}
