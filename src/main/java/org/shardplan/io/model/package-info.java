/** Shapes of models: our own fields and {@code config.json} of Hugging Face. */
package org.shardplan.io.model;
