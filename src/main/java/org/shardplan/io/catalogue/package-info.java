/**
 * What problems name: GPUs, links, prices, models, engines, frameworks and calibrations, shipped or the user's own.
 */
package org.shardplan.io.catalogue;
