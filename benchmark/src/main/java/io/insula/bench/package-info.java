/**
 * What the product is measured against: resources that do less, inside the same deployment, so that a ratio tells what
 * the rest costs. None of this is ever shipped; its tables lie in a schema of their own.
 */
package io.insula.bench;
