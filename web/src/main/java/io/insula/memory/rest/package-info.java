/** Memories over HTTP, in both shapes in which MUXI clients send them. */
package io.insula.memory.rest;
