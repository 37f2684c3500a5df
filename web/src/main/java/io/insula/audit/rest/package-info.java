/** The trail over HTTP: reading, exporting and verifying it, and noting who was turned away at any door. */
package io.insula.audit.rest;
