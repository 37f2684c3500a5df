/** The rows of work that waits or runs, and apart from them what is to be done. */
package io.insula.work.entity;
