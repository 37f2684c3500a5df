/** Requests, as traces and metrics see them. */
package io.insula.telemetry.rest;
