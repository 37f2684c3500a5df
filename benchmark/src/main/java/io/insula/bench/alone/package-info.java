/** Parts of the product by themselves, without a server: what HTTP would take hours to fill, or hide behind itself. */
package io.insula.bench.alone;
