/**
 * The doors of HTTP: the authentication mechanism that verifies keys, what each route accepts, and the filter that turns
 * a verified key and the request's headers into the one context it is served in.
 */
package io.insula.access.rest;
