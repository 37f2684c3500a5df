/** Who may call a route: what each resource method says about the keys it takes. */
package io.insula.access.rest;
