/** What is decided: training and serving layouts and the words of their choices. Knows no models and no clusters. */
package org.shardplan.layout;
