/** The rows of sessions and of what was said in them. */
package io.insula.chat.entity;
