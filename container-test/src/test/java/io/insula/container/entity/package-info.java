/** Entities of the tests alone, with what the product's own do without: versions and cascades. */
package io.insula.container.entity;
