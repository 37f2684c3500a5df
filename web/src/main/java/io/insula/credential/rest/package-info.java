/** The vault over HTTP: what goes in is never given back. */
package io.insula.credential.rest;
