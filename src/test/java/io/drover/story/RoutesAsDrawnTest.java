package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.delivery.NoAnswerException;
import io.drover.delivery.RequestEntity;
import io.drover.result.Summary;
import io.drover.route.RouteCheck;
import io.drover.route.RouteFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route files themselves, with their beans, and a mock in place of the connection's HTTP endpoint. */
class RoutesAsDrawnTest extends CamelTestSupport {
    private static final String DESTINATION = "mock:destination";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RouteLab lab;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        lab = new RouteLab(home, (DefaultCamelContext) camel, DESTINATION);
        return camel;
    }

    @AfterEach
    void leave() {
        lab.close();
    }

    @Test
    void everyBatchGoesToItsAttemptAndThenToTheResponseSplit() throws Exception {
        AdviceWith.adviceWith(
                context,
                "deliver-batch",
                route -> route.interceptSendToEndpoint("direct:split-response").to("mock:split"));
        answering(200);
        MockEndpoint split = getMockEndpoint("mock:split");
        split.expectedMessageCount(3);
        split.allMessages().body().isInstanceOf(Batch.class);
        getMockEndpoint(DESTINATION).expectedMessageCount(3);

        Summary summary = lab.load(DroverHome.records(6)).orElseThrow();

        MockEndpoint.assertIsSatisfied(context);
        assertThat(summary.tally().succeeded()).isEqualTo(6);
    }

    @Test
    void aRepeatStartsFromTheSameRequestWhateverTheAttemptBeforeLeft() throws Exception {
        List<String> sent = answering(503, 503, 200);

        Summary summary = lab.load(DroverHome.records(2)).orElseThrow();

        assertThat(sent).hasSize(3).containsOnly(sent.get(0));
        assertThat(summary.tally().retries()).isEqualTo(2);
        assertThat(summary.tally().succeeded()).isEqualTo(2);
    }

    @Test
    void removingAllHeadersInsideAnAttemptMakesNoRetryEndless() throws Exception {
        AdviceWith.adviceWith(
                context, "before-send", route -> route.weaveAddFirst().removeHeaders("*"));
        List<String> sent = answering(503);

        Summary summary = lab.load(DroverHome.records(2)).orElseThrow();

        assertThat(sent).hasSize(1 + RouteLab.MAX_RETRIES);
        assertThat(summary.tally().failed()).isEqualTo(2);
    }

    @Test
    void whatBeforeSendChangesReachesTheWire() throws Exception {
        AdviceWith.adviceWith(
                context,
                "before-send",
                route -> route.weaveAddLast()
                        .setHeader("X-Signature", route.constant("signed"))
                        .removeHeader("Accept")
                        .setBody(route.constant("[\"changed\"]")));
        List<String> sent = answering(503, 200);

        lab.load(DroverHome.records(2));

        assertThat(sent)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .contains("X-Signature=signed", "[\"changed\"]")
                        .doesNotContain("Accept="));
    }

    @Test
    void anExceptionOfTheHttpClientIsAVerdictAndNoFailureOfTheRoute() throws Exception {
        MockEndpoint destination = getMockEndpoint(DESTINATION);
        destination.whenAnyExchangeReceived(exchange -> answer(exchange, 200));
        destination.whenExchangeReceived(1, exchange -> {
            throw new NoAnswerException("closed", new IOException("closed"));
        });

        Summary summary = lab.load(DroverHome.records(2)).orElseThrow();

        assertThat(summary.tally().retries()).isEqualTo(1);
        assertThat(summary.tally().succeeded()).isEqualTo(2);
    }

    @Test
    void aFailureThatNobodyKnowsLeavesTheRunPending() throws Exception {
        AdviceWith.adviceWith(
                context,
                "before-send",
                route -> route.weaveAddFirst().throwException(new IllegalStateException("a bug in a user's route")));
        List<String> sent = answering(200);

        assertThat(lab.load(DroverHome.records(20))).isEmpty();

        assertThat(sent).isEmpty();
    }

    @Test
    void aRouteThatSwallowsBatchesPublishesNothing() throws Exception {
        AdviceWith.adviceWith(
                context,
                "deliver-batch",
                route -> route.weaveAddFirst().filter(route.constant(true)).stop());

        assertThat(lab.load(DroverHome.records(4))).isEmpty();
    }

    @Test
    void aMissingRouteIsNamedBeforeTheFirstFile() throws Exception {
        context.getRouteController().stopRoute("after-run");
        context.removeRoute("after-run");

        assertThat(RouteCheck.problems((DefaultCamelContext) context, new RouteFiles(home.resolve("routes"))))
                .singleElement()
                .asString()
                .contains("calls direct:after-run, but no route is there: routes/after-run.camel.yaml is missing");
    }

    @Test
    void afterRunSeesTheSummary() throws Exception {
        AdviceWith.adviceWith(
                context, "after-run", route -> route.weaveAddFirst().to("mock:after"));
        answering(200);

        Summary summary = lab.load(DroverHome.records(2)).orElseThrow();

        MockEndpoint after = getMockEndpoint("mock:after");
        after.expectedMessageCount(1);
        after.assertIsSatisfied();
        Map<?, ?> body = after.getReceivedExchanges().get(0).getMessage().getBody(Map.class);
        assertThat(body.get("run")).isEqualTo(summary.run());
        assertThat(body.get("succeeded")).isEqualTo(2L);
    }

    @Test
    void aFailingAfterRunChangesNothing() throws Exception {
        AdviceWith.adviceWith(
                context, "after-run", route -> route.weaveAddFirst().throwException(new IOException("no mail today")));
        answering(200);

        lab.tryLoad(DroverHome.records(2));

        try (Stream<Path> published = Files.list(lab.results())) {
            assertThat(published).hasSize(3);
        }
    }

    /** The n-th request is answered by the n-th status, later ones by the last; what was sent is kept as text. */
    private List<String> answering(int... statuses) {
        List<String> sent = new CopyOnWriteArrayList<>();
        getMockEndpoint(DESTINATION).whenAnyExchangeReceived(exchange -> {
            sent.add(text(exchange.getMessage().getBody(RequestEntity.class)));
            answer(exchange, statuses[Math.min(sent.size(), statuses.length) - 1]);
        });
        return sent;
    }

    private static void answer(Exchange exchange, int status) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader("CamelHttpUri", "http://elsewhere");
        exchange.getMessage().setBody(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(RequestEntity entity) {
        List<String> headers = new ArrayList<>();
        entity.request().headers().forEach(header -> headers.add(header.name() + "=" + header.value()));
        return headers + new String(entity.request().body(), StandardCharsets.UTF_8);
    }
}
