/** Imports of memories: received and checked as a whole, remembered part by part as durable work. */
package io.insula.memory.transfer;
