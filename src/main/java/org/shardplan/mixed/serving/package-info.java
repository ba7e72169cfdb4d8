/** One engine that serves over a pipeline of several kinds of GPU: which pools, stages and layers are best. */
package org.shardplan.mixed.serving;
