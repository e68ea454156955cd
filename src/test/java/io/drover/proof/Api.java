package io.drover.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.proof.check.Sightings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process's management API, asked as anybody with the token may. */
final class Api {
    static final String TOKEN = "token-of-the-proofs-2d04b8";

    private static final Pattern ROOT = Pattern.compile("console=(http://\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not the upgrade to HTTP/2, which failed once in a thousand times where processes start and die all the time. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI root;

    private Api(URI root) {
        this.root = root;
    }

    /** Where the process, once ready, says that it is. */
    static Api of(DroverProcess drover) throws IOException {
        Matcher root = ROOT.matcher(drover.printed());
        if (!root.find()) {
            throw new IOException("it does not say where its API is: " + drover.printed());
        }
        return new Api(URI.create(root.group(1)));
    }

    /** What it says of the youngest hundred runs, as sightings. */
    List<String> youngest(int kill) throws IOException, InterruptedException {
        return told(ask("api/runs?limit=100"), kill);
    }

    /** What it says of all runs, as sightings. */
    List<String> all(int kill) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ask("api/runs?limit=100" + next);
            told.addAll(told(page, kill));
            String cursor = page.path("next").asText("");
            next = cursor.isEmpty() ? "" : "&before=" + cursor;
        } while (!next.isEmpty());
        return told;
    }

    private static List<String> told(JsonNode page, int kill) {
        List<String> told = new ArrayList<>();
        page.path("items")
                .forEach(run -> told.add(new Sightings.Told(
                                kill,
                                run.path("run").asText(),
                                run.path("file").asText(),
                                run.path("state").asText(),
                                run.path("succeeded").asLong(),
                                run.path("failed").asLong())
                        .line()));
        return told;
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
