/**
 * What a request says, read once and in bounds: bodies of JSON, of lines and of forms, and queries. What could be
 * understood in two ways is refused, with every fault at once.
 *
 * <p>{@code BodyFilter} refuses by headers alone and lays out a {@code RequestBody} that nothing has read yet; the tenant
 * filter may peek one field of it, once the key is known to be good; the resource reads the rest.
 */
package io.insula.input.rest;
