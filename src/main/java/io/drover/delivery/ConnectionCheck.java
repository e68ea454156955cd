package io.drover.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Accounts;
import io.drover.connection.Checking;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.TokenGrant;
import io.drover.delivery.Request.Field;
import io.drover.response.PathEngine;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Does what a delivery would do up to the point of writing: looks the host up, connects, shakes hands, gets a token and
 * tries a request that changes nothing. It goes the way deliveries go, by the same client and its limits.
 */
public final class ConnectionCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ACCOUNTS = "accounts";
    static final String NOT_REACHED = "not tried: the step before it failed";

    private final Deadlines deadlines;
    private final RefreshTokens refreshTokens;
    private final Clock clock;
    private final String userAgent;
    private final AccountReader reader;

    public ConnectionCheck(
            Deadlines deadlines, RefreshTokens refreshTokens, Clock clock, String userAgent, PathEngine paths) {
        this.deadlines = deadlines;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
        this.userAgent = userAgent;
        this.reader = new AccountReader(paths);
    }

    /** Checks a connection; takes as long as its time-outs at most, for each step. */
    public CheckReport check(Connection connection, Reach reach) {
        boolean one = !connection.checking().accounts().areAskedFor();
        return check(connection, reach, one ? Optional.of(connection.name()) : Optional.empty());
    }

    /** Checks a connection as a load uses it that delivers to this account. */
    public CheckReport check(Connection connection, Reach reach, Optional<String> account) {
        Course course = new Course(connection, reach, account);
        boolean there = course.approach.identify()
                && course.approach.reach(connection.endpoint().apiBaseUrl(), "");
        if (connection.credentials() instanceof Credentials.OAuth2 oauth) {
            there = there
                    && (sameServer(oauth.oauthBaseUrl(), connection)
                            || course.approach.reach(oauth.oauthBaseUrl(), " (oauth_base_url)"));
        }
        ClientSettings settings = new ClientSettings(connection, deadlines, reach);
        HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(settings.pool());
        settings.apply(builder, userAgent);
        try (CloseableHttpClient client = builder.build()) {
            Optional<Field> authorization = there ? course.authorize(client) : course.skipToken();
            if (there && !course.failed()) {
                course.request(client, authorization);
                course.accounts(client, authorization);
            } else {
                course.steps.add(CheckStep.skipped("request", NOT_REACHED));
            }
        } catch (IOException e) {
            course.steps.add(CheckStep.failed("request", Reasons.of(e)));
        }
        return course.report();
    }

    private static boolean sameServer(URI url, Connection connection) {
        URI base = connection.endpoint().apiBaseUrl();
        return url.getScheme().equalsIgnoreCase(base.getScheme())
                && url.getRawAuthority().equalsIgnoreCase(base.getRawAuthority());
    }

    /** One check on its way. */
    private final class Course {
        private final Connection connection;
        private final List<CheckStep> steps = new ArrayList<>();
        private final Approach approach;
        private Optional<Duration> latency = Optional.empty();
        private Optional<Instant> tokenExpiresAt = Optional.empty();
        private Optional<FoundAccounts> accounts = Optional.empty();
        private final Optional<String> account;

        Course(Connection connection, Reach reach, Optional<String> account) {
            this.account = account;
            this.connection = connection;
            this.approach = new Approach(connection, reach, clock, steps);
        }

        boolean failed() {
            return report().failure().isPresent();
        }

        CheckReport report() {
            return new CheckReport(
                    clock.instant(),
                    steps,
                    latency,
                    approach.certificateExpiresAt(),
                    approach.clientCertificateExpiresAt(),
                    tokenExpiresAt,
                    accounts);
        }

        Optional<Field> skipToken() {
            steps.add(CheckStep.skipped("token", NOT_REACHED));
            return Optional.empty();
        }

        /** The header that shows who we are; the step token where that needs one. */
        Optional<Field> authorize(CloseableHttpClient client) {
            if (!(connection.credentials() instanceof Credentials.OAuth2 oauth)) {
                steps.add(CheckStep.skipped("token", "not needed for this kind of credentials"));
                return Authorization.of(connection.credentials());
            }
            Optional<RefreshToken> refreshToken = Optional.of(oauth.grant())
                    .filter(TokenGrant::isRefresh)
                    .map(grant -> refreshTokens.of(grant.refreshToken()));
            Tokens tokens = new Tokens(
                    oauth,
                    refreshToken,
                    (url, authorizing, form) -> ask(client, url, authorizing, form),
                    System::nanoTime);
            Token token = tokens.get();
            if (token instanceof Token.Granted granted) {
                steps.add(CheckStep.passed("token", "the token endpoint gave a token"));
                return Optional.of(Authorization.bearer(granted.accessToken().reveal()));
            }
            steps.add(CheckStep.failed(
                    "token",
                    token instanceof Token.Refused refused ? refused.reason() : ((Token.Unavailable) token).reason()));
            return Optional.empty();
        }

        private TokenExchange.Answer ask(CloseableHttpClient client, URI url, Optional<Field> authorizing, byte[] form)
                throws IOException {
            HttpUriRequestBase post = new HttpUriRequestBase("POST", url);
            post.setHeader("Accept", "application/json");
            authorizing.ifPresent(field -> post.setHeader(field.name(), field.value()));
            post.setEntity(new org.apache.hc.core5.http.io.entity.ByteArrayEntity(
                    form, org.apache.hc.core5.http.ContentType.APPLICATION_FORM_URLENCODED));
            TokenExchange.Answer answer = client.execute(
                    post,
                    response -> new TokenExchange.Answer(
                            response.getCode(),
                            response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity())));
            noteExpiry(answer);
            return answer;
        }

        private void noteExpiry(TokenExchange.Answer answer) {
            try {
                long seconds = JSON.readTree(answer.body()).path("expires_in").asLong(0);
                if (seconds > 0) {
                    tokenExpiresAt = Optional.of(clock.instant().plusSeconds(seconds));
                }
            } catch (JsonProcessingException notJson) {
                tokenExpiresAt = Optional.empty();
            }
        }

        /** The step request. */
        void request(CloseableHttpClient client, Optional<Field> authorization) throws IOException {
            Checking checking = connection.checking();
            if (checking.method().isEmpty()) {
                steps.add(CheckStep.skipped("request", "check_request is none"));
                return;
            }
            String path = checking.isConfigured() ? checking.path() : deliveryPath();
            HttpUriRequestBase request = plain(checking.method(), path, authorization);
            long began = System.nanoTime();
            int status = client.execute(request, response -> response.getCode());
            latency = Optional.of(Duration.ofNanos(System.nanoTime() - began));
            String what = checking.method() + " was answered with " + status;
            steps.add(judge(checking, status, what));
        }

        /** A request with the headers for which no record is needed. */
        private HttpUriRequestBase plain(String method, String path, Optional<Field> authorization) {
            HttpUriRequestBase request = new HttpUriRequestBase(
                    method, URI.create(connection.endpoint().apiBaseUrl() + path));
            request.setHeader("Accept", "application/json");
            connection
                    .endpoint()
                    .additionalHeaders()
                    .forEach((name, value) -> filled(value, UnaryOperator.identity())
                            .ifPresent(constant -> request.setHeader(name, constant)));
            authorization.ifPresent(field -> request.setHeader(field.name(), field.value()));
            RequestSigner.of(connection).ifPresent(signer -> sign(request, signer));
            return request;
        }

        private void sign(HttpUriRequestBase request, RequestSigner signer) {
            RequestSigner.Parts parts = new RequestSigner.Parts(request.getMethod(), request.getPath(), new byte[0]);
            signer.headers(parts, clock.instant()).forEach(field -> request.setHeader(field.name(), field.value()));
        }

        /** Where deliveries go, as far as no record is needed to say so. */
        private String deliveryPath() {
            return filled(connection.endpoint().apiEndpoint(), PercentEncoding::of)
                    .orElse("");
        }

        private Optional<String> filled(String text, UnaryOperator<String> encoding) {
            Template template = Template.of(text);
            return account.map(id -> template.with(RequestBuilder.ACCOUNT, encoding.apply(id)))
                    .orElse(template)
                    .constant();
        }

        /** The step accounts. */
        void accounts(CloseableHttpClient client, Optional<Field> authorization) {
            Accounts asked = connection.checking().accounts();
            if (!asked.areAskedFor() || failed()) {
                return;
            }
            FoundAccounts found;
            try {
                found = client.execute(
                        plain("GET", asked.path(), authorization),
                        response -> reader.read(
                                asked,
                                response.getCode(),
                                response.getEntity() == null
                                        ? new byte[0]
                                        : EntityUtils.toByteArray(response.getEntity())));
            } catch (IOException e) {
                found = FoundAccounts.failed("accounts_request: " + Reasons.of(e));
            }
            accounts = Optional.of(found);
            steps.add(
                    found.isGood()
                            ? CheckStep.passed(
                                    ACCOUNTS,
                                    "accounts found: " + found.accounts().size())
                            : CheckStep.failed(ACCOUNTS, found.problem()));
        }

        private CheckStep judge(Checking checking, int status, String what) {
            if (status == HttpStatus.SC_UNAUTHORIZED || status == HttpStatus.SC_FORBIDDEN) {
                return CheckStep.failed(
                        "request", what + ": the credentials are refused; reauthorize the connection, or correct them");
            }
            boolean success = status >= 200 && status < 300;
            if (checking.isConfigured() && !success) {
                return CheckStep.failed("request", what + ", but check_request has to be answered with 2xx");
            }
            if (status >= 500) {
                return CheckStep.failed("request", what + ": the API is out of order");
            }
            return CheckStep.passed(
                    "request",
                    success ? what : what + ", which says that it is there and does not refuse the credentials");
        }
    }
}
