/**
 * Web pages without a subject: elements, text (whatever users named escaped), tables, charts, and sheets that carry
 * all they need, so that nothing is fetched.
 */
package org.shardplan.report.html.element;
