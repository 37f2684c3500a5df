/**
 * Sessions of browsers: somebody logs in once, with a key or at an identity provider, and comes back with a cookie. A
 * session permits nothing by itself: each request lets whoever logged in in anew, past every cache.
 */
package io.insula.access.browser;
