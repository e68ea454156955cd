package io.drover.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where requests of a connection may go. What an operator writes into a file may go anywhere; what came through the
 * management API goes to public addresses by https, so that nobody reaches this machine's network through it.
 *
 * <p>Addresses are looked at when a connection is opened, by the very look-up that the connection uses: a name that is
 * public today and private tomorrow gets nowhere.
 */
public final class Reach {
    /** No limits. */
    public static final Reach ANYWHERE = new Reach(true, Set.of(), Optional.empty(), SystemDefaultDnsResolver.INSTANCE);

    private static final String HOW_TO_ALLOW = "; name the host in drover.api.allowed-hosts to allow it";

    private final boolean anywhere;
    private final Set<String> allowedHosts;
    private final Optional<URI> besides;
    private final DnsResolver names;

    private Reach(boolean anywhere, Set<String> allowedHosts, Optional<URI> besides, DnsResolver names) {
        this.anywhere = anywhere;
        this.allowedHosts = allowedHosts;
        this.besides = besides;
        this.names = names;
    }

    /** Public addresses by https, and besides these hosts, whatever their scheme and address. */
    public static Reach publicOr(Collection<String> allowedHosts) {
        return new Reach(
                false,
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
                Optional.empty(),
                SystemDefaultDnsResolver.INSTANCE);
    }

    /** The same, and besides this one port of a host. */
    public Reach and(Optional<URI> server) {
        return new Reach(anywhere, allowedHosts, server, names);
    }

    /** The same, names being looked up there. */
    Reach asking(DnsResolver resolver) {
        return new Reach(anywhere, allowedHosts, besides, resolver);
    }

    /** Why this URL may not be used, as far as can be seen without asking for addresses; empty when it may. */
    public Optional<String> problem(URI url) {
        String host = host(url.getHost());
        boolean besidesIt = besides.filter(server -> sameServer(server, url)).isPresent();
        if (anywhere || besidesIt || allowedHosts.contains(host)) {
            return Optional.empty();
        }
        return "https".equalsIgnoreCase(url.getScheme())
                ? hostProblem(host)
                : Optional.of("must be https, but was " + url.getScheme() + HOW_TO_ALLOW);
    }

    /** Why a host may not be used, whatever is spoken with it; as {@link #problem}. */
    public Optional<String> hostProblem(String name) {
        String host = host(name);
        if (anywhere || allowedHosts.contains(host)) {
            return Optional.empty();
        }
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        if (host.equals("localhost") || host.endsWith(".localhost") || (literal && !isPublicLiteral(host))) {
            return Optional.of("must lead to a public address, but names " + host + HOW_TO_ALLOW);
        }
        return Optional.empty();
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getRawAuthority()).equalsIgnoreCase(other.getRawAuthority());
    }

    /** Numbers with leading zeros are octal to some and decimal to others; so only the usual way of writing is taken. */
    private static boolean isPublicLiteral(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            boolean usual = host.contains(":") || host.equals(address.getHostAddress());
            return usual && isPublic(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String host(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** The addresses of a host. */
    List<InetAddress> resolve(String host) throws UnknownHostException {
        return check(host, List.of(names.resolve(host)));
    }

    private List<InetAddress> check(String host, List<InetAddress> addresses) throws UnknownHostException {
        if (anywhere) {
            return addresses;
        }
        // Only URLs that begin with that server's scheme, host and port get as far as its host.
        boolean named = allowedHosts.contains(host(host))
                || besides.filter(server -> host.equalsIgnoreCase(server.getHost()))
                        .isPresent();
        for (InetAddress address : addresses) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || (!named && !isPublic(address))) {
                throw new ForbiddenAddressException(host);
            }
        }
        return addresses;
    }

    /** What the HTTP client asks for addresses. */
    DnsResolver resolver() {
        return resolver(Set.of());
    }

    /**
     * What the HTTP client asks for the address of a proxy.
     *
     * @param behind the hosts that are reached through it: it looks them up itself, but as far as their addresses are
     *     known here they may not be such as requests must not go to
     */
    DnsResolver resolver(Set<String> behind) {
        return anywhere ? names : new Resolver(behind);
    }

    /** Looks at the addresses of a host that something else will look up, as far as they are known here. */
    void checkBehindProxy(String host) throws ForbiddenAddressException {
        try {
            resolve(host(host));
        } catch (ForbiddenAddressException forbidden) {
            throw forbidden;
        } catch (UnknownHostException unknownHere) {
            // Only the proxy knows it.
        }
    }

    /** Whether the address is one of the public internet. */
    static boolean isPublic(InetAddress address) {
        boolean local = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !local && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes));
    }

    /** Without what RFC 6890 sets aside: this network, shared space, protocol assignments, benchmarks, reserved. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean assignments = first == 192 && second == 0 && bytes[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        boolean setAside = shared || assignments || benchmarks;
        return first != 0 && first < 240 && !setAside;
    }

    /** Global unicast only, without what wraps an IPv4 address (6to4, Teredo). */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        boolean teredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
        return (bytes[0] & 0xe0) == 0x20 && first != 0x2002 && !teredo;
    }

    /** A host has an address that requests may not go to. */
    static final class ForbiddenAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddressException(String host) {
            super("host " + host + " has an address that is not public" + HOW_TO_ALLOW);
        }
    }

    /** The resolver, whose answers are looked at. */
    private final class Resolver implements DnsResolver {
        private final Set<String> behind;

        Resolver(Set<String> behind) {
            this.behind = behind;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            for (String other : behind) {
                checkBehindProxy(other);
            }
            return check(host, List.of(names.resolve(host))).toArray(InetAddress[]::new);
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : resolve(host)) {
                addresses.add(new InetSocketAddress(address, port));
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }
}
