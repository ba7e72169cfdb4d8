package org.shardplan.fleet;

/** Which options may be taken. */
@FunctionalInterface
interface Admission {

    Admission ANY = (workload, option) -> true;

    boolean admits(int workload, int option);
}
