package io.drover.app;

import io.drover.connection.Connection;
import io.drover.delivery.Reach;

/**
 * A connection and the route that sends for it.
 *
 * @param route its name, or another one once it was changed: runs that began before go on by the route they have
 * @param reach where it may go
 */
record Sender(String route, Connection connection, Reach reach) {}
