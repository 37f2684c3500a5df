/** The rows of requests that are answered later, and of what happened to them. */
package io.insula.request.entity;
