package io.drover.delivery;

import io.drover.batch.Outcome;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a connection's secrets out of what a server said, in each form in which a server may give them back: plain,
 * percent-encoded, in Base64, as JSON writes them. By their values, because a server calls them as it likes.
 */
public final class Redaction {
    private static final String STARS = "*****";
    /** Shorter ones would take parts of ordinary words out. */
    private static final int SHORTEST = 6;

    private final List<String> forms;

    private Redaction(List<String> forms) {
        this.forms = forms;
    }

    /** The secrets of that connection. */
    public static Redaction of(Connection connection) {
        Set<String> secrets = new LinkedHashSet<>();
        secrets.addAll(secrets(connection.credentials()));
        connection.transport().proxy().ifPresent(proxy -> {
            secrets.add(proxy.password().reveal());
            secrets.add(proxy.user() + ":" + proxy.password().reveal());
        });
        connection.endpoint().secretHeaders().values().stream()
                .filter(value -> value.indexOf('$') < 0)
                .forEach(secrets::add);
        return ofAll(secrets);
    }

    /** The same and one more secret, such as a token. */
    public Redaction and(String secret) {
        List<String> more = new ArrayList<>(forms);
        more.addAll(ofAll(Set.of(secret)).forms);
        return new Redaction(more);
    }

    private static Redaction ofAll(Set<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
                forms.add(secret);
                forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
                forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                forms.add(escaped(secret));
                forms.add(escaped(secret).replace("/", "\\/"));
            }
        }
        // The longest first: a shorter one may be a part of it.
        return new Redaction(forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static List<String> secrets(Credentials credentials) {
        if (credentials instanceof Credentials.Header header) {
            return List.of(header.clientSecret().reveal());
        }
        if (credentials instanceof Credentials.Basic basic) {
            String password = basic.clientSecret().reveal();
            return List.of(password, basic.clientKey() + ":" + password);
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            return List.of(bearer.clientSecret().reveal());
        }
        if (credentials instanceof Credentials.Hmac hmac) {
            return List.of(hmac.clientSecret().reveal());
        }
        return credentials instanceof Credentials.OAuth2 oauth
                ? List.of(
                        oauth.clientSecret().reveal(),
                        oauth.grant().refreshToken().reveal())
                : List.of();
    }

    private static String escaped(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The text without secrets. */
    public String of(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.contains(form) ? clean.replace(form, STARS) : clean;
        }
        return clean;
    }

    /** What became of a record, without secrets. */
    public Outcome of(Outcome outcome) {
        if (forms.isEmpty()) {
            return outcome;
        }
        if (outcome instanceof Outcome.Failure failure) {
            return new Outcome.Failure(
                    failure.errorClass(),
                    of(failure.message()),
                    of(failure.parsed()),
                    of(failure.code()),
                    of(failure.hint()));
        }
        return outcome instanceof Outcome.Success success
                ? new Outcome.Success(of(success.parsed()), of(success.warnings()))
                : outcome;
    }

    private List<String> of(List<String> texts) {
        return texts.stream().map(this::of).toList();
    }
}
