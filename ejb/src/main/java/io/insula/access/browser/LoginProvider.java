package io.insula.access.browser;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.insula.issuer.TokenIssuer;
import java.net.URI;

/**
 * An identity provider at which browsers log in.
 *
 * @param told what it says of itself
 * @param back where it sends browsers to after the login
 * @param front where browsers find the console
 */
record LoginProvider(
        LoginConfiguration.Client client, TokenIssuer issuer, OIDCProviderMetadata told, URI back, URI front) {

    ClientID clientId() {
        return new ClientID(client.id());
    }
}
