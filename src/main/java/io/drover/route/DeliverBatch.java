package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.BatchId;
import io.drover.batch.ErrorClass;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.journal.Parting;
import io.drover.redelivery.UnknownOutcome;
import io.drover.run.Earlier;
import io.drover.run.Run;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/deliver-batch.camel.yaml. */
public final class DeliverBatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverBatch.class);

    /** Looks at what a crash left of this batch and decides what is to be done with it. */
    public void begin(Exchange exchange) {
        Run run = RunFile.run(exchange);
        Batch batch = Bodies.of(exchange, Batch.class);
        Delivery delivery = new Delivery(run, batch);
        Delivery parent = exchange.getProperty(Delivery.PROPERTY, Delivery.class);
        if (parent != null) {
            inherit(delivery, parent);
        }
        exchange.setProperty(Delivery.PROPERTY, delivery);
        exchange.setProperty("connection", delivery.getConnection());
        exchange.setProperty("attempt", run.destination().route());
        if (run.ending().isHalted() || run.destination().isStopped()) {
            leavePending(exchange);
            exchange.setRouteStop(true);
        } else if (run.earlier().isSettled(batch.id())) {
            exchange.setRouteStop(true);
        } else if (!goesOn(delivery)) {
            setOut(delivery);
        }
    }

    private static void inherit(Delivery delivery, Delivery parent) {
        Batch batch = delivery.getBatch();
        if (batch.id().equals(parent.getBatch().id().firstHalf())) {
            delivery.counts().carry(parent.counts());
        }
        Rests.SetOut rest = parent.rests().settingOut(batch);
        if (rest != null) {
            delivery.setOut(parent.rests(), rest);
        }
    }

    /** A batch that an earlier process has settled a part of is never sent itself. */
    private static boolean goesOn(Delivery delivery) {
        Earlier earlier = delivery.getRun().earlier();
        BatchId batch = delivery.getBatch().id();
        Optional<Parting> parting = earlier.parting(batch);
        parting.ifPresent(delivery::goOn);
        if (parting.isEmpty() && earlier.isPartlySettled(batch)) {
            delivery.become(Delivery.Stage.HALVED);
        }
        return !delivery.isToSend();
    }

    private static void setOut(Delivery delivery) {
        Run run = delivery.getRun();
        Batch batch = delivery.getBatch();
        if (batch.isEmpty()) {
            delivery.become(Delivery.Stage.ANSWERED);
        } else if (run.ending().isCancelled()) {
            delivery.refuse(ErrorClass.UNPROCESSED, "the run was cancelled before this was settled", List.of());
        } else if (run.earlier().job(batch.id()).isPresent()) {
            layOut(delivery);
            delivery.ask(new AwaitingJob(delivery, run.earlier().job(batch.id()).get()));
        } else if (run.sizeLimits().isTooLarge(batch)) {
            delivery.become(Delivery.Stage.HALVED);
        } else if (run.mayHaveBeenSent(batch.id())) {
            setOutAgain(delivery);
        } else {
            layOut(delivery);
        }
    }

    /** An earlier process may have sent it and not learnt what became of it. */
    private static void setOutAgain(Delivery delivery) {
        UnknownOutcome policy = delivery.getRun().connection().redelivery().onUnknownOutcome();
        String what = "sent before a crash, its answer is not known";
        if (policy == UnknownOutcome.HOLD) {
            delivery.refuse(ErrorClass.IN_DOUBT, what + ", and on-unknown-outcome is hold", List.of());
            return;
        }
        layOut(delivery);
        if (policy == UnknownOutcome.LOOK_UP && delivery.isToSend()) {
            LookingUp.afterCrash(delivery, what, Instant.now());
        }
    }

    /**
     * The batch's request, built once: a repeat carries the same bytes and the same key. What can't be sent is refused
     * or halved here, outside the attempt: a route that stops itself takes the routes that called it along.
     */
    private static void layOut(Delivery delivery) {
        Run run = delivery.getRun();
        int renewed = run.earlier().renewedKeys(delivery.getBatch().id());
        Built built = run.requests().build(delivery.getBatch(), renewed);
        if (built instanceof Built.Ready ready) {
            delivery.request(ready, renewed);
        } else if (built instanceof Built.Mixed) {
            delivery.become(Delivery.Stage.HALVED);
        } else if (built instanceof Built.Unsendable unsendable) {
            delivery.refuse(ErrorClass.SCHEMA, unsendable.problem(), List.of());
        }
    }

    /** Whether an HTTP exchange is needed. Asked by a method, because an expression on the property costs far more. */
    public boolean isToSend(Exchange exchange) {
        return Delivery.of(exchange).isToSend();
    }

    public boolean isHalved(Exchange exchange) {
        return Delivery.of(exchange).isHalved();
    }

    /** Whether outcomes are to be settled. */
    public boolean isAnswered(Exchange exchange) {
        return Delivery.of(exchange).isAnswered();
    }

    /** Whether some records were not settled with the others of their batch. */
    public boolean hasRests(Exchange exchange) {
        return Delivery.of(exchange).hasRests();
    }

    /** What is left of the batch, then what is left of that. */
    public Iterator<Batch> rests(Exchange exchange) {
        return Delivery.of(exchange).rests();
    }

    /** Both halves, as batches of their own. */
    public List<Batch> halves(Exchange exchange) {
        Batch batch = Delivery.of(exchange).getBatch();
        return List.of(batch.firstHalf(), batch.secondHalf());
    }

    /** Records nothing: the next start sends the batch again, with the same bytes and the same key. */
    public void leavePending(Exchange exchange) {
        Delivery.of(exchange).abandon();
        RunFile.run(exchange).leavePending();
    }

    /** What no policy expects: the run stops with its records pending rather than guess. */
    public void breakRun(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Run run = RunFile.run(exchange);
        Delivery delivery = Delivery.of(exchange);
        delivery.abandon();
        if (delivery.isAtDoor()) {
            // The user's own steps: the run's last line says which and why.
            run.breakOff("routes/before-send.camel.yaml failed: " + cause);
            LOG.debug("before-send failed. run={}", run.id(), cause);
        } else {
            run.breakOff(String.valueOf(cause));
            LOG.error("Batch could not be handled. run={}", run.id(), cause);
        }
    }
}
