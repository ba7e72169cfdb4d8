/** Problem files: training, serving and fleets. */
package org.shardplan.io.problem;
