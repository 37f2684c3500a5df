/**
 * The description of the API: what all routes have in common is said once, and whoever likes reads it as a page.
 */
package io.insula.openapi.rest;
