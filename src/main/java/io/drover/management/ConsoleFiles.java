package io.drover.management;

import io.drover.connection.store.Role;
import io.drover.management.Operation.Body;
import io.drover.management.Operation.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The console's pages and what they are made of, out of the jar. All but what the page for signing in needs is for those
 * who are signed in.
 */
final class ConsoleFiles {
    /** What the pages for signing in and for embedding are made of; all of it is in the published program. */
    private static final List<String> OPEN = List.of(
            "console.css",
            "theme.js",
            "icon.svg",
            "sign-in.js",
            "embed.js",
            "ui.js",
            "api.js",
            "format.js",
            "live.js",
            "parts.js",
            "pages/schema-form.js",
            "pages/settings.js",
            "vendor/preact.mjs",
            "vendor/htm.mjs",
            "vendor/hooks.mjs");

    private static final List<String> FOLDERS = List.of("", "pages/", "vendor/");
    private static final List<String> PAGES = List.of(
            "/",
            "/runs",
            "/runs/{id}",
            "/loads",
            "/loads/{id}",
            "/loads/{id}/edit",
            "/connections",
            "/connections/{id}",
            "/connections/{id}/edit",
            "/lab",
            "/schema",
            "/routes",
            "/timeline");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(\\.[a-z]+)+");
    private static final String NOWHERE = "'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");
    /** Nothing but what comes from here; no script and no style within a page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final String embedAncestors;
    private final Map<String, Content> read = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(byte[] bytes, String type, String tag) {}

    /** @param embedOrigins whose pages may show the one page that may be shown elsewhere */
    ConsoleFiles(List<String> embedOrigins) {
        this.embedAncestors = embedOrigins.isEmpty() ? NOWHERE : String.join(" ", embedOrigins);
    }

    /** Where somebody goes who asked for a page without being signed in. */
    static String signIn(ApiRequest request) {
        return "/sign-in?next=%2F"
                + String.join(
                        "%2F",
                        request.path().stream().map(ConsoleFiles::encoded).toList());
    }

    private static String encoded(String segment) {
        return java.net.URLEncoder.encode(segment, java.nio.charset.StandardCharsets.UTF_8);
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        all.add(open("/sign-in", call -> answer(call, "sign-in.html")));
        all.add(open("/embed/connection/{id}", call -> answer(call, "embed.html", embedAncestors)));
        OPEN.forEach(name -> all.add(open("/console/" + name, call -> answer(call, name))));
        for (String folder : FOLDERS) {
            all.add(Operation.of(
                    "GET",
                    "/console/" + folder + "{name}",
                    Role.VIEWER,
                    call -> answer(call, folder + call.parameter("name"))));
        }
        PAGES.forEach(path -> all.add(Operation.of("GET", path, Role.VIEWER, call -> answer(call, "index.html"))));
        return all;
    }

    private static Operation open(String path, Operation.Handler handler) {
        return Operation.open("GET", path, Body.NONE, handler);
    }

    private ApiAnswer answer(Call call, String path) {
        return answer(call, path, NOWHERE);
    }

    /** @param ancestors the pages that may show it */
    private ApiAnswer answer(Call call, String path, String ancestors) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (!NAME.matcher(name).matches() || type == null) {
            throw Refusal.notFound("There is no such file");
        }
        Content content = read.computeIfAbsent(path, at -> load(at, type));
        // no-cache: kept, but asked about each time, so a new version is seen at once.
        Map<String, String> headers = Map.of(
                "Content-Security-Policy", POLICY + ancestors, "Cache-Control", "no-cache", "ETag", content.tag());
        boolean known = call.request()
                .header("if-none-match")
                .filter(content.tag()::equals)
                .isPresent();
        return known
                ? new ApiAnswer(304, headers, new byte[0], Optional.empty())
                : ApiAnswer.of(200, content.type(), content.bytes()).with(headers);
    }

    private static Content load(String path, String type) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream("/console/" + path)) {
            if (in == null) {
                throw Refusal.notFound("There is no such file");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(bytes, type, "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException("the console's file " + path + " can't be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
