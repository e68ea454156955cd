package io.drover.connection;

import io.drover.redelivery.RedeliveryPolicy;
import io.drover.response.ResponseReading;

/** A saved, checkable destination with credentials and delivery settings. */
public record Connection(
        String name,
        Endpoint endpoint,
        Credentials credentials,
        Transport transport,
        Limits limits,
        RedeliveryPolicy redelivery,
        ResponseReading response,
        Checking checking) {}
