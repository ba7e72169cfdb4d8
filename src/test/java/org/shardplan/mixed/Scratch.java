package org.shardplan.mixed;
import org.shardplan.space.Deadline;
public class Scratch {
  public static void main(String[] a) {
    Object[][] cases = {{12,1},{24,1},{24,2},{12,4},{24,4}};
    for (int rep=0; rep<3; rep++)
    for (Object[] c : cases) for (long seed=1; seed<=3; seed++) {
      Lineup l = GeneratedLineups.classes(seed,(int)c[0],(int)c[1]);
      long t=System.nanoTime();
      LineupAnswer r = new ThresholdSearch(l,new ClassSupply(l),new Capacity(l, new ClassSupply(l)),Deadline.after(java.time.Duration.ofSeconds(20))).below(Double.POSITIVE_INFINITY);
      System.out.printf("%d nodes %d classes seed %d: %.4f bound %.4f %d ms%n", c[0], 3*(int)c[1], seed, r.seconds(), r.bound(), (System.nanoTime()-t)/1000000);
    }
  }
}
