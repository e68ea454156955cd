package io.drover.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * One record per request through HttpClient 5 and nothing else: the CSV is turned into JSON by hand, answers are read
 * and forgotten. Retries, redirects and cookies are off, as Drover must have them.
 */
final class BareClient {
    private final Transcoder transcoder;
    private final CloseableHttpClient client;
    private final URI target;
    private long ordinal;

    private BareClient(Transcoder transcoder, CloseableHttpClient client, URI target) {
        this.transcoder = transcoder;
        this.client = client;
        this.target = target;
    }

    /** Arguments: the CSV file, the URL, the number of threads. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int threads = Integer.parseInt(args[2]);
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(threads)
                .setMaxConnPerRoute(threads)
                .build();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (InputStream in = Files.newInputStream(Path.of(args[0]));
                CloseableHttpClient client = HttpClients.custom()
                        .setConnectionManager(connections)
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .build()) {
            BareClient bare = new BareClient(new Transcoder(in), client, URI.create(args[1]));
            List<Future<Long>> senders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                senders.add(pool.submit(bare::sendAll));
            }
            long succeeded = 0;
            for (Future<Long> sender : senders) {
                succeeded += sender.get();
            }
            System.out.println("succeeded=" + succeeded + " failed=0");
        } finally {
            pool.shutdownNow();
        }
    }

    private long sendAll() throws IOException {
        Output json = new Output(1024);
        long sent = 0;
        for (long key = take(json); key > 0; key = take(json)) {
            HttpPost post = new HttpPost(target);
            post.setHeader("Idempotency-Key", Long.toString(key));
            post.setEntity(new ByteArrayEntity(json.bytes(), 0, json.length(), ContentType.APPLICATION_JSON));
            int status = client.execute(post, response -> {
                EntityUtils.toByteArray(response.getEntity());
                return response.getCode();
            });
            if (status != 200) {
                throw new IOException("the sink answered " + status + "; the benchmark expects 200");
            }
            sent++;
        }
        return sent;
    }

    /** The next record's ordinal, with the record as JSON; 0 at the end of the file. */
    private synchronized long take(Output json) throws IOException {
        json.length(0);
        return transcoder.next(json) ? ++ordinal : 0;
    }
}
