/**
 * HTTP manners that every resource stands on: the request id, the two base paths, the two shapes of an answer and the
 * one way in which errors leave.
 *
 * <p>The order in which a request passes: {@code RequestIdFilter} (before matching, so that even a refused path has an
 * id), {@code FormationPathFilter} (before matching), {@code BodyFilter} of the room {@code input}, the tenant
 * filter at {@code Priorities.AUTHENTICATION}, the resource. An answer passes {@code FailureFilter} (renders
 * what the exception mappers found), {@code EnvelopeFilter}, {@code RequestIdFilter}, {@code AccessLogFilter}.
 *
 * <p>Only Jakarta APIs are used here, for Jersey and RESTEasy alike.
 */
package io.insula.kernel.rest;
