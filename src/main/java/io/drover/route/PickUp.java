package io.drover.route;

import io.drover.load.Load;
import io.drover.run.Catalog;
import io.drover.source.Claim;
import io.drover.source.Claiming;
import io.drover.source.Claims;
import io.drover.source.InboxFilter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/pick-up.camel.yaml and routes/resume.camel.yaml. */
public final class PickUp {
    private static final Logger LOG = LoggerFactory.getLogger(PickUp.class);

    private final Claims claims;
    private final Catalog catalog;
    private final Function<String, Optional<InboxFilter>> inboxes;
    private final Supplier<List<List<Claim>>> pending;

    /**
     * @param inboxes the inbox of a load, by its name
     * @param pending what earlier processes left in processing/: lists to go on with side by side
     */
    public PickUp(
            Claims claims,
            Catalog catalog,
            Function<String, Optional<InboxFilter>> inboxes,
            Supplier<List<List<Claim>>> pending) {
        this.claims = claims;
        this.catalog = catalog;
        this.inboxes = inboxes;
        this.pending = pending;
    }

    /** Takes the file; one that changed meanwhile is left for the next look. Leaves the claim as the body. */
    public void claim(Exchange exchange) throws IOException {
        String name = exchange.getProperty("load", String.class);
        Load load = catalog.load(name)
                .orElseThrow(
                        () -> new IllegalStateException("pick-up runs for a load that is not configured: " + name));
        Optional<Claim> claim =
                exchange.getMessage().getBody() instanceof GenericFile<?> file && file.getFile() instanceof File local
                        ? claimLocal(name, local)
                        : Optional.of(claimStream(load, exchange.getMessage()));
        if (claim.isPresent()) {
            exchange.getMessage().setBody(claim.get());
        } else {
            exchange.setRouteStop(true);
        }
    }

    public List<List<Claim>> pending() {
        return pending.get();
    }

    private Optional<Claim> claimLocal(String load, File file) throws IOException {
        InboxFilter inbox =
                inboxes.apply(load).orElseThrow(() -> new IllegalStateException("load " + load + " has no inbox"));
        Claiming claiming = claims.claim(inbox, file.toPath());
        if (claiming instanceof Claiming.Taken taken) {
            return Optional.of(taken.claim());
        }
        LOG.info("File was left alone. load={} reason=\"{}\"", load, ((Claiming.LeftAlone) claiming).reason());
        return Optional.empty();
    }

    private Claim claimStream(Load load, Message message) throws IOException {
        String name = message.getHeader(Exchange.FILE_NAME, String.class);
        if (name == null) {
            name = message.getMessageId() + ".csv";
        }
        try (InputStream content = message.getBody(InputStream.class)) {
            return claims.claim(load, name, content);
        }
    }
}
