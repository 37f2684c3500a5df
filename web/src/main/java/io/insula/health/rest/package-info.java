/**
 * Whether anybody is at home: as MUXI clients ask it, and as those who watch over servers do.
 */
package io.insula.health.rest;
