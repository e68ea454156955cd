package io.drover.management;

import io.drover.connection.Secret;
import io.drover.connection.store.Change;
import io.drover.connection.store.Event;
import io.drover.connection.store.Kind;
import io.drover.connection.store.Proof;
import io.drover.connection.store.Role;
import io.drover.connection.store.Store;
import io.drover.connection.store.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Who is let in: by a token in the header {@code Authorization}, or by the cookie of a session. A session's caller has to
 * show, for whatever is not a GET, a header that no page of another origin can send.
 *
 * <p>Safe for every thread; {@link #caller} waits for nothing.
 */
public final class Access {
    static final String COOKIE = "drover_session";
    private static final Duration SESSION = Duration.ofHours(12);
    private static final int MOST_SESSIONS = 1000;
    private static final Proof NOBODY = Proof.ofToken("");

    private final Store store;
    private final Optional<Secret> configured;
    private final Clock clock;
    private final SignInLimit limit;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private volatile Map<String, User> users;
    private volatile Optional<Proof> local = Optional.empty();

    private record Session(String user, Role role, Instant expiresAt) {}

    /**
     * Reads who may.
     *
     * @param configured a token of an administrator that the configuration holds
     */
    public Access(Store store, Optional<Secret> configured, Clock clock, LongSupplier nanoTime) {
        this.store = store;
        this.configured = configured;
        this.clock = clock;
        this.limit = new SignInLimit(nanoTime);
        this.users = store.users();
    }

    /** A token for the first start; empty when somebody may sign in already. */
    public synchronized Optional<String> firstToken() {
        if (!users.isEmpty() || configured.isPresent()) {
            return Optional.empty();
        }
        String token = Proof.random();
        put(new User("admin", Role.ADMIN, Proof.ofToken(token), clock.instant()), "drover", "made at the first start");
        return Optional.of(token);
    }

    /** Lets in who shows this token, as an administrator at this machine, as long as this process runs. */
    public void letIn(String token) {
        local = Optional.of(Proof.ofToken(token));
    }

    Map<String, User> users() {
        return users;
    }

    synchronized void put(User user, String actor, String detail) {
        store.change(List.of(user.put(), note(user.name(), "changed", actor, detail)));
        users = store.users();
        endSessions(user.name());
    }

    synchronized void remove(String name, String actor) {
        boolean admins = users.values().stream()
                .anyMatch(user -> user.role() == Role.ADMIN && !user.name().equals(name));
        if (!admins && configured.isEmpty()) {
            throw Refusal.conflict(name + " is the last administrator: make another one first");
        }
        store.change(List.of(new Change.Remove(Kind.USER, name), note(name, "deleted", actor, "")));
        users = store.users();
        endSessions(name);
    }

    private Change note(String name, String what, String actor, String detail) {
        return new Change.Note(Event.now(clock.instant(), actor, what, new Event.Subject("user", name), detail));
    }

    private void endSessions(String user) {
        sessions.values().removeIf(session -> session.user().equals(user));
    }

    /**
     * Who asks.
     *
     * @throws Refusal when the request shows no credentials, or not the right ones
     */
    Caller caller(ApiRequest request) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent()) {
            String[] words = authorization.get().strip().split("\\s+", 2);
            if (words.length == 2 && words[0].equalsIgnoreCase("bearer")) {
                return ofToken(words[1]).orElseThrow(() -> Refusal.unauthorized("The token is not known here"));
            }
            throw Refusal.unauthorized("The header Authorization must be 'Bearer TOKEN'");
        }
        Optional<String> cookie = request.header("cookie").flatMap(Access::sessionOf);
        if (cookie.isEmpty()) {
            throw Refusal.unauthorized("Sign in, or send a token: 'Authorization: Bearer TOKEN'");
        }
        Caller caller = ofSession(cookie.get());
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            requireSameOrigin(request);
        }
        return caller;
    }

    private Optional<Caller> ofToken(String token) {
        if (configured.filter(secret -> equal(secret.reveal(), token)).isPresent()) {
            return Optional.of(Caller.token("configured", Role.ADMIN));
        }
        if (local.filter(proof -> proof.proves(token)).isPresent()) {
            return Optional.of(Caller.LOCAL);
        }
        return users.values().stream()
                .filter(user -> user.proof().isToken() && user.proof().proves(token))
                .findFirst()
                .map(user -> Caller.token(user.name(), user.role()));
    }

    private Caller ofSession(String key) {
        String hashed = Proof.ofToken(key).hash();
        Session session = sessions.get(hashed);
        if (session == null || session.expiresAt().isBefore(clock.instant())) {
            sessions.remove(hashed);
            throw Refusal.unauthorized("The session is over: sign in again");
        }
        return new Caller(session.user(), session.role(), Optional.of(hashed), Optional.of(session.expiresAt()));
    }

    private static Optional<String> sessionOf(String cookies) {
        for (String cookie : cookies.split(";", -1)) {
            String[] pair = cookie.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals(COOKIE)) {
                return Optional.of(pair[1]);
            }
        }
        return Optional.empty();
    }

    private static void requireSameOrigin(ApiRequest request) {
        String site = request.header("sec-fetch-site").orElse("same-origin");
        boolean foreign = !site.equals("same-origin") && !site.equals("none");
        Optional<String> origin = request.header("origin").map(Access::authority);
        boolean elsewhere = origin.isPresent() && !origin.equals(request.header("host"));
        if (foreign || elsewhere || request.header("x-drover-request").isEmpty()) {
            throw Refusal.forbidden("With a session cookie, a request that changes something must come from this"
                    + " origin and carry the header X-Drover-Request");
        }
    }

    private static String authority(String origin) {
        return origin.substring(origin.indexOf("//") + 2);
    }

    /** What signing in gives. */
    record SignedIn(Caller caller, String key) {}

    /**
     * Begins a session. A wrong name takes as long as a wrong password.
     *
     * @throws Refusal when the credentials are wrong, or were wrong too often
     */
    SignedIn signIn(String remote, String user, String password, String token) {
        limit.attempt(remote);
        Caller who = token.isEmpty()
                ? ofPassword(user, password)
                : ofToken(token).orElseThrow(() -> Refusal.unauthorized("The token is not known here"));
        limit.succeeded(remote);
        makeRoom();
        String key = Proof.random();
        Instant expires = clock.instant().plus(SESSION);
        String hashed = Proof.ofToken(key).hash();
        sessions.put(hashed, new Session(who.user(), who.role(), expires));
        return new SignedIn(new Caller(who.user(), who.role(), Optional.of(hashed), Optional.of(expires)), key);
    }

    /** One at a time: stretching a password is a lot of work, which nobody may have us do in parallel. */
    private synchronized Caller ofPassword(String name, String password) {
        User user = users.get(name.toLowerCase(Locale.ROOT));
        boolean known = user != null && !user.proof().isToken();
        Proof proof = known && user != null ? user.proof() : stretchedNobody();
        if (!proof.proves(password) || user == null || !known) {
            throw Refusal.unauthorized("User and password don't match");
        }
        return Caller.token(user.name(), user.role());
    }

    private static Proof stretchedNobody() {
        return new Proof(NOBODY.hash(), Proof.ITERATIONS, "none");
    }

    private void makeRoom() {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.expiresAt().isBefore(now));
        if (sessions.size() >= MOST_SESSIONS) {
            throw Refusal.tooOften(SESSION.toSeconds());
        }
    }

    void signOut(Caller caller) {
        caller.session().ifPresent(sessions::remove);
    }

    static Duration sessionLife() {
        return SESSION;
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
