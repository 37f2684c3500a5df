/** The administration of a formation's tenants over HTTP: plain JSON, errors as RFC 9457 describes them. */
package io.insula.tenant.rest;
