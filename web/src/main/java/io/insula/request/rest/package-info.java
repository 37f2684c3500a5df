/** The doors to requests that are answered later, and to what happens to them. */
package io.insula.request.rest;
