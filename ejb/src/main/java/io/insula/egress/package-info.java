/**
 * The one way out. Whatever the application calls on the network goes through here, where the address is judged after it
 * was resolved, nothing is followed, and everything is bounded in time and size.
 */
package io.insula.egress;
