/** The load: launches the overlaid product, fills it, drives it in a closed loop, and prints what it saw. */
package io.insula.bench.load;
