/** Values that a user keeps under a namespace and a key, beside the memories and like them. */
package io.insula.memory.value;
