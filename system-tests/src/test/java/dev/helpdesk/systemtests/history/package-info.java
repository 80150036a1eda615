/** What was asked and answered while something was broken, and the rules that every such history must keep. */
@NullMarked
package dev.helpdesk.systemtests.history;

import org.jspecify.annotations.NullMarked;
