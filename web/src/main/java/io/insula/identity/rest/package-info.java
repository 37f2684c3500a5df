/** What is known of a user as a whole, over HTTP. */
package io.insula.identity.rest;
