/**
 * How plain Java programs talk to a formation. It needs Java SE and a JSON library only, and names its methods as the
 * SDKs of other languages do. A client holds keys, so nothing here prints one: neither exceptions nor {@code toString}.
 */
package io.insula.client;
