/** The rows of the trail. */
package io.insula.audit.entity;
