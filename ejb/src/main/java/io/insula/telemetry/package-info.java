/**
 * How the house is seen from outside: traces and metrics for a collector, and what each line of the log says about whose
 * request it belongs to. Rooms say here what they do, in words of this room; the library behind it is known to nobody
 * else. Names of routes, tenants, kinds and outcomes leave the house this way; never users, keys or contents.
 */
package io.insula.telemetry;
