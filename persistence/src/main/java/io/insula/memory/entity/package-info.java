/** The rows of memories, their vectors and the buffers of sessions. */
package io.insula.memory.entity;
