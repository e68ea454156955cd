package io.drover.route;

import io.drover.batch.Batch;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Connection;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.connection.Limits;
import io.drover.delivery.Deadlines;
import io.drover.delivery.RequestBuilder;
import io.drover.delivery.RequestEntity;
import io.drover.testing.Batches;
import io.drover.testing.Connections;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * CPU per request of one record: bare HttpClient 5, the same client in our settings, and a Camel route that builds the
 * request and sends it through our component. Run it with {@code -Dexec.args="REQUESTS ROUNDS"}, both optional.
 */
public final class HttpCostBench {
    private static final int THREADS = 8;
    private static final AtomicLong SINK_NANOS = new AtomicLong();

    private HttpCostBench() {}

    public static void main(String[] args) throws Exception {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        byte[] body = "{\"id\":\"4711\",\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"city\":\"London\"}"
                .getBytes(StandardCharsets.UTF_8);
        try (ServerSocket sink = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                CloseableHttpClient bare = bare();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            startSink(sink);
            URI url = URI.create("http://127.0.0.1:" + sink.getLocalPort());
            Callable<Integer> viaBare = () -> post(bare, url + "/v2/customers", body);
            Callable<Integer> viaCamel = route(camel, url, body);
            for (int round = 0; round < rounds; round++) {
                double one = measure(viaBare, requests);
                double two = measure(viaCamel, requests);
                System.out.printf("bare %.1f us, route %.1f us per request: %.2f%n", one, two, two / one);
            }
        }
    }

    private static CloseableHttpClient bare() {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .setMaxConnTotal(THREADS)
                        .build())
                .build();
    }

    private static int post(CloseableHttpClient client, String url, byte[] body) throws IOException {
        HttpPost post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return client.execute(post, response -> {
            EntityUtils.toByteArray(response.getEntity());
            return response.getCode();
        });
    }

    private static Callable<Integer> route(DefaultCamelContext camel, URI url, byte[] body) throws Exception {
        Endpoint endpoint = new Endpoint(
                url,
                "/v2/customers",
                ApiMethod.POST,
                Map.of(),
                false,
                BodyShape.of(false),
                Idempotency.header("Idempotency-Key"));
        Connection connection = Connections.with(
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(60), 10_000_000, THREADS, Optional.empty()),
                Connections.to(endpoint));
        new HttpComponents(Deadlines.start(), "Drover/bench").add(camel, connection);
        RequestBuilder requests = new RequestBuilder(connection);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:attempt")
                        .process(exchange -> build(requests, exchange))
                        .to(HttpComponents.name(connection.name()) + ":" + url);
            }
        });
        camel.start();
        Processor attempt = camel.getEndpoint("direct:attempt").createProducer();
        ((org.apache.camel.Producer) attempt).start();
        Batch batch = Batches.of(new String(body, StandardCharsets.UTF_8));
        return () -> {
            Exchange exchange = new DefaultExchange(camel);
            exchange.getMessage().setBody(batch);
            attempt.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            exchange.getMessage().getBody(InputStream.class).readAllBytes();
            return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        };
    }

    private static void build(RequestBuilder requests, Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (requests.build(batch) instanceof RequestBuilder.Built.Ready ready) {
            exchange.getMessage().setBody(new RequestEntity(ready.request()));
        }
    }

    private static double measure(Callable<Integer> call, int requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long before = processNanos() - SINK_NANOS.get();
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            senders.add(() -> {
                for (int i = 0; i < requests / THREADS; i++) {
                    if (call.call() != 200) {
                        throw new IllegalStateException("the sink answers 200");
                    }
                }
                return requests;
            });
        }
        for (Future<Integer> sender : threads.invokeAll(senders)) {
            sender.get();
        }
        threads.shutdown();
        return (processNanos() - SINK_NANOS.get() - before) / 1000.0 / requests;
    }

    private static long processNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void startSink(ServerSocket sink) {
        daemon(() -> {
            while (true) {
                Socket socket = sink.accept();
                daemon(() -> answer(socket));
            }
        });
    }

    private static void daemon(Callable<?> work) {
        Thread thread = new Thread(() -> {
            try {
                work.call();
            } catch (Exception e) {
                // the bench is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The cheapest possible end of a request: finds its end, answers, and counts its own CPU. */
    private static Object answer(Socket socket) throws IOException {
        byte[] ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[4096];
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        long last = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (true) {
            int got = 0;
            while (got == 0 || buffer[got - 1] != '}') {
                int read = in.read(buffer, got, buffer.length - got);
                if (read < 0) {
                    return socket;
                }
                got += read;
            }
            out.write(ok);
            long now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            SINK_NANOS.addAndGet(now - last);
            last = now;
        }
    }
}
