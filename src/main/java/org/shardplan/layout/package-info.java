/** What is decided: training and serving layouts and the vocabulary of their choices. Knows nothing of models or clusters. */
package org.shardplan.layout;
