/** How values that every room uses are stored. */
package io.insula.kernel.entity;
