package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Order where a load asks for it, and nowhere else. */
class OrderingTest {
    private static final Step OK = answer(200, "[]");
    private static final Pattern RECORD = Pattern.compile("\"id\":\"(\\d+)\",\"customer\":\"(\\w*)\"");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("keyed", "concurrency=4", "load.grouping-limit=1", "load.ordering-key=customer")
            .connection("retried", "concurrency=4", "max-retries=3", "load.ordering-key=customer")
            .connection(
                    "file",
                    "concurrency=4",
                    "max-retries=3",
                    "resend-failed-batches-in-smaller-chunks=true",
                    "load.ordering=file",
                    "load.grouping-limit=4")
            .connection("one-key", "concurrency=2", "load.grouping-limit=1", "load.ordering-key=customer")
            .addLoad("other", "one-key");

    @Story
    void batchesOfOneKeyFollowEachOtherWhileOthersGoSideBySide() throws IOException {
        Seen seen = new Seen();
        HOME.serve("keyed", by(seen::take));

        HOME.load("keyed", csv(60, 6)).succeeds(60).took(60, 0, 0);

        assertThat(seen.mostOfOneCustomer).hasValue(1);
        assertThat(seen.mostAtOnce).hasValueGreaterThan(2);
        seen.settled.forEach(
                (customer, ids) -> assertThat(List.copyOf(ids)).as(customer).isSorted());
    }

    @Story
    void retriesKeepTheOrder() throws IOException {
        Seen seen = new Seen();
        Map<String, Boolean> failed = new ConcurrentHashMap<>();
        HOME.serve("retried", by(request -> {
            boolean first = failed.putIfAbsent(request.header("Idempotency-Key"), true) == null;
            return first ? answer(503, "") : seen.take(request);
        }));

        HOME.load("retried", csv(24, 8)).succeeds(24);

        assertThat(seen.mostOfOneCustomer).hasValue(1);
        seen.settled.forEach(
                (customer, ids) -> assertThat(List.copyOf(ids)).as(customer).isSorted());
    }

    @Story
    void theWholeFileKeepsItsOrderOverRetriesYieldsAndHalves() throws IOException {
        Seen seen = new Seen();
        AtomicInteger requests = new AtomicInteger();
        HOME.serve("file", by(request -> {
            int number = requests.incrementAndGet();
            if (number % 5 == 0) {
                return answer(503, "");
            }
            if (number % 7 == 0) {
                return answer(429, "", "Retry-After: 0");
            }
            boolean bad =
                    request.body().contains("\"id\":\"6\"") || request.body().contains("\"id\":\"19\"");
            return bad ? answer(400, "") : seen.take(request);
        }));

        Loaded loaded = HOME.load("file", csv(30, 3)).accountsFor(30);

        assertThat(loaded.failed("id")).containsExactly("6", "19");
        assertThat(seen.mostAtOnce).hasValue(1);
        assertThat(List.copyOf(seen.all)).hasSize(28).isSorted();
    }

    @Story
    void aRunWhoseBatchesWaitLeavesThePlacesToOthers() throws Exception {
        HOME.serve("one-key", by(request -> {
            Step slow = line -> {
                line.pause(Duration.ofMillis(request.body().contains("\"customer\":\"c0\"") ? 50 : 0));
                return OK.play(line);
            };
            return slow;
        }));
        CompletableFuture<?> waiting = HOME.loading("one-key", csv(40, 1));

        HOME.load("other", csv(10, 5).replace("c0", "x")).succeeds(10);

        assertThat(waiting).isNotDone();
        waiting.get(30, TimeUnit.SECONDS);
    }

    private static String csv(int records, int customers) {
        StringBuilder csv = new StringBuilder("id,customer\n");
        for (int id = 1; id <= records; id++) {
            csv.append(id).append(",c").append(id * 7 / 2 % customers).append('\n');
        }
        return csv.toString();
    }

    /** What a server sees of records that it takes. */
    private static final class Seen {
        private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
        private final AtomicInteger nowAll = new AtomicInteger();
        private final AtomicInteger mostOfOneCustomer = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final Map<String, Queue<Integer>> settled = new ConcurrentHashMap<>();
        private final Queue<Integer> all = new ConcurrentLinkedQueue<>();

        Step take(Received request) {
            return line -> {
                List<String> customers = RECORD.matcher(request.body())
                        .results()
                        .map(record -> record.group(2))
                        .distinct()
                        .toList();
                mostAtOnce.accumulateAndGet(nowAll.incrementAndGet(), Math::max);
                for (String customer : customers) {
                    int number = now.computeIfAbsent(customer, any -> new AtomicInteger())
                            .incrementAndGet();
                    mostOfOneCustomer.accumulateAndGet(number, Math::max);
                }
                line.pause(Duration.ofMillis(10));
                Matcher record = RECORD.matcher(request.body());
                while (record.find()) {
                    all.add(Integer.parseInt(record.group(1)));
                    settled.computeIfAbsent(record.group(2), any -> new ConcurrentLinkedQueue<>())
                            .add(Integer.parseInt(record.group(1)));
                }
                customers.forEach(customer -> now.getOrDefault(customer, nowAll).decrementAndGet());
                nowAll.decrementAndGet();
                return OK.play(line);
            };
        }
    }
}
