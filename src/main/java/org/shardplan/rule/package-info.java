/**
 * The one rulebook: each rule is written once, as a pure check that answers with numbers. The solver, the certifier, the
 * explainer and the documentation read the same rules.
 */
package org.shardplan.rule;
