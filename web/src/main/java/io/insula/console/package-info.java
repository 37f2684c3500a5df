/**
 * Pages for people with browsers, under {@code /console}. They are written by the server, work without scripts, and use
 * what the rooms offer to anybody.
 */
package io.insula.console;
