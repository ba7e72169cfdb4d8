package org.shardplan.report.html.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.shardplan.layout.Mesh;

class RanksTest {

    private static final Mesh MESH = new Mesh(0, 2, 3, 4, 5, 1, 1);

    @Test
    void noTwoRanksStandInTheSamePlace() {
        Ranks ranks = new Ranks(MESH);
        Set<List<Long>> places = new HashSet<>();
        for (long rank = 0; rank < MESH.gpus(); rank++) {
            places.add(List.of(ranks.tensor(rank), ranks.context(rank), ranks.data(rank), ranks.stage(rank)));
        }
        assertThat(places).hasSize((int) MESH.gpus())
                .allMatch(place -> place.get(0) < 2 && place.get(1) < 5 && place.get(2) < 4 && place.get(3) < 3);
    }

    @Test
    void rankZeroHasAsManyPeersInEachGroupAsTheGroupHasOtherRanks() {
        assertThat(peers(MESH, 'T')).containsExactly(1L);
        assertThat(peers(MESH, 'C')).containsExactly(2L, 4L, 6L, 8L);
        assertThat(peers(MESH, 'D')).containsExactly(10L, 20L, 30L);
        assertThat(peers(MESH, 'P')).containsExactly(40L, 80L);
        assertThat(peers(MESH, 'E')).isEmpty();
    }

    @Test
    void expertGroupsCountTheirRanksApart() {
        assertThat(peers(new Mesh(0, 4, 2, 4, 1, 8, 2), 'E')).containsExactly(2L, 4L, 6L, 8L, 10L, 12L, 14L);
    }

    private static List<Long> peers(Mesh mesh, char letter) {
        Ranks ranks = new Ranks(mesh);
        return LongStream.range(1, mesh.gpus()).filter(rank -> ranks.peers(rank).indexOf(letter) >= 0).boxed().toList();
    }
}
