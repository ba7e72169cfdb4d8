/** What is decided: one training layout and the vocabulary of its choices. Knows nothing of models or clusters. */
package org.shardplan.layout;
