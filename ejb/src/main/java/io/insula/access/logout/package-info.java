/**
 * Issuers that say when somebody has logged out (OpenID Connect Back-Channel Logout 1.0). Whoever can show a logout token
 * that the issuer signed for us is believed, and nobody else; what it ends is over on every node from the commit on.
 */
package io.insula.access.logout;
