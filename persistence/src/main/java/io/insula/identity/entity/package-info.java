/** The rows of what is known of a user as a whole. */
package io.insula.identity.entity;
