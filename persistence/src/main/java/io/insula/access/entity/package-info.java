/** Keys as rows; never the keys themselves. */
package io.insula.access.entity;
