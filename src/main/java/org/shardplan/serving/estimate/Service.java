package org.shardplan.serving.estimate;

import org.shardplan.serving.estimate.GroupEstimate.Occupancy;

/**
 * What some replicas do under a load.
 *
 * @param times what requests take
 * @param flow requests served
 * @param occupancy how busy one replica is
 */
record Service(ServiceTimes times, ServingEstimate.Flow flow, Occupancy occupancy) {
}
