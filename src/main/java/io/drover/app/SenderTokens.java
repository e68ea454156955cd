package io.drover.app;

import io.drover.connection.Credentials;
import io.drover.connection.TokenGrant;
import io.drover.delivery.RefreshTokens;
import io.drover.delivery.Tokens;
import io.drover.route.CamelTokenExchange;
import java.util.Optional;

/** The access tokens of senders, asked for on the ways that their requests go. */
record SenderTokens(CamelTemplates templates, RefreshTokens refreshTokens) {
    /** Empty where requests need no token. */
    Optional<Tokens> of(Sender sender) {
        return sender.connection().credentials() instanceof Credentials.OAuth2 oauth
                ? Optional.of(of(sender, oauth))
                : Optional.empty();
    }

    private Tokens of(Sender sender, Credentials.OAuth2 oauth) {
        return new Tokens(
                oauth,
                Optional.of(oauth.grant())
                        .filter(TokenGrant::isRefresh)
                        .map(grant -> refreshTokens.of(grant.refreshToken())),
                (endpoint, authorization, form) -> new CamelTokenExchange(templates.template(), sender.route())
                        .post(endpoint, authorization, form),
                System::nanoTime);
    }
}
