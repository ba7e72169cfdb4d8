/** The best serving layout: exact search, OptaPlanner, proof. */
package org.shardplan.serving.solver;
