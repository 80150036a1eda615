/** The error answer every service gives: RFC 9457 problem details with the API's envelope, in French or English. */
@NullMarked
package dev.helpdesk.service.error;

import org.jspecify.annotations.NullMarked;
