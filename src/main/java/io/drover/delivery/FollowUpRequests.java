package io.drover.delivery;

import io.drover.batch.Batch;
import io.drover.connection.Connection;
import io.drover.response.LookUp;
import io.drover.response.Polling;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the GETs that ask what became of a batch. They go to the connection's own server, whatever an answer says. Safe
 * for many threads.
 */
public final class FollowUpRequests {
    private static final int LONGEST = 4000;

    private final RequestBuilder requests;
    private final URI server;
    private final String basePath;
    private final Optional<Template> lookUp;
    private final Optional<Template> job;
    private final Optional<Template> results;

    /** For one connection, whose requests that builder makes. */
    FollowUpRequests(Connection connection, RequestBuilder requests) {
        this.requests = requests;
        this.server = connection.endpoint().apiBaseUrl();
        this.basePath = server.getRawPath() == null ? "" : server.getRawPath();
        this.lookUp = connection.response().followUp().lookUp().map(one -> template(one.path()));
        Optional<Polling> polling = connection.response().followUp().polling();
        this.job = polling.map(Polling::path).filter(path -> !path.isEmpty()).map(this::template);
        this.results = polling.filter(Polling::hasResultsPath).map(one -> template(one.results()));
    }

    private Template template(String path) {
        return Template.of(basePath + path);
    }

    /** How many questions tell of every record of the batch: one where the path names no field of a record. */
    public int lookUps(Batch batch) {
        return fields().isEmpty() ? 1 : batch.size();
    }

    private Set<String> fields() {
        Set<String> fields =
                new LinkedHashSet<>(lookUp.map(Template::attributes).orElse(Set.of()));
        fields.remove(LookUp.KEY);
        return fields;
    }

    /**
     * The question whether a record is there, or the whole batch.
     *
     * @param key of the batch
     * @return empty where the record can't be asked for, because it lacks a value that the path needs
     */
    public Optional<Request> lookUp(Batch batch, int index, String key) {
        try {
            Set<String> fields = fields();
            Map<String, String> values = Attributes.read(fields.isEmpty() ? "" : batch.json(index), fields);
            values.put(LookUp.KEY, key);
            for (String name : lookUp.orElseThrow().attributes()) {
                String value = values.getOrDefault(name, "");
                if (value.isEmpty() || value.equals(".") || value.equals("..")) {
                    return Optional.empty();
                }
            }
            return Optional.of(requests.get(lookUp.get().fill(values, PercentEncoding::of), batch, index));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The question how a job goes, or what came of it. */
    public Request get(Batch batch, String target) {
        try {
            return requests.get(target, batch, 0);
        } catch (IOException e) {
            throw new IllegalStateException("the records of batch " + batch.id() + " were sent and can't be read", e);
        }
    }

    /**
     * Where a job is asked for.
     *
     * @param name of the job: an address where no path is configured
     * @param from path and query of the request that was answered with it
     * @return empty where that is no address of the connection's server
     */
    public Optional<String> job(String name, String from) {
        return job.isPresent() ? named(job.get(), name) : address(name, from);
    }

    /** Where its results are, if their path is known beforehand. */
    public Optional<String> results(String name) {
        return results.flatMap(path -> named(path, name));
    }

    private static Optional<String> named(Template path, String name) {
        boolean fits = !name.equals(".") && !name.equals("..") && name.length() <= LONGEST;
        return fits ? Optional.of(path.fill(Map.of(Polling.JOB, name), PercentEncoding::of)) : Optional.empty();
    }

    /** Path and query of an address that an answer named; empty where it leads elsewhere, or nowhere. */
    public Optional<String> address(String text, String from) {
        try {
            URI there = URI.create(origin(server) + from).resolve(text.strip());
            boolean ours = there.getHost() != null
                    && there.getRawUserInfo() == null
                    && origin(there).equalsIgnoreCase(origin(server));
            String path = there.getRawPath() == null || there.getRawPath().isEmpty() ? "/" : there.getRawPath();
            String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
            return Optional.of(path + query)
                    .filter(target -> ours && target.length() <= LONGEST)
                    .filter(target -> target.chars().allMatch(each -> each > ' ' && each < 127));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String origin(URI url) {
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        int port = url.getPort() < 0 ? standard : url.getPort();
        return url.getScheme() + "://" + url.getHost() + ":" + port;
    }
}
