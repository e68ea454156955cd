package io.drover.management;

import io.drover.connection.store.StoreException;
import io.drover.management.Operation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management API without a network: finds the operation, lets the caller in or not, and does it. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Operation> operations;
    private final List<Operation> all;
    private final Access access;

    /**
     * @param operations as openapi.yaml describes them
     * @param pages of the console, let in by the same rules
     */
    public Api(List<Operation> operations, List<Operation> pages, Access access) {
        this.operations = List.copyOf(operations);
        this.all = Stream.concat(operations.stream(), pages.stream()).toList();
        this.access = access;
    }

    /** Without the console's pages. */
    public List<Operation> operations() {
        return operations;
    }

    Access access() {
        return access;
    }

    /** What was found out about a request by its head alone. */
    record Admission(Operation operation, Caller caller, Map<String, String> parameters) {}

    /**
     * Decides by the head of a request whether its body is worth reading. Who is not let in learns nothing about which
     * paths there are.
     *
     * @throws Refusal when it is not let in
     */
    Admission admit(ApiRequest head) {
        Optional<Admission> open = find(head, Caller.LOCAL)
                .filter(found -> found.operation().role().isEmpty());
        if (open.isPresent()) {
            checkQuery(open.get(), head);
            return open.get();
        }
        Caller caller = signedIn(head);
        Admission found = find(head, caller).orElseThrow(() -> nothing(head));
        found.operation().role().filter(least -> !caller.role().includes(least)).ifPresent(least -> {
            throw Refusal.forbidden("It takes the role " + least.word() + ", but " + caller.user() + " has the role "
                    + caller.role().word());
        });
        checkQuery(found, head);
        return found;
    }

    /** A page reads what stands behind its path by itself. */
    private void checkQuery(Admission found, ApiRequest head) {
        if (!isPage(head)) {
            found.operation().checkQuery(head);
        }
    }

    private static boolean isPage(ApiRequest head) {
        return !head.path().get(0).equals("api");
    }

    /** A browser that asks for a page goes to where one signs in. */
    private Caller signedIn(ApiRequest head) {
        try {
            return access.caller(head);
        } catch (Refusal refusal) {
            boolean page = head.method().equals("GET")
                    && isPage(head)
                    && head.header("accept")
                            .filter(types -> types.contains("text/html"))
                            .isPresent();
            throw page ? refusal.insteadSeeing(ConsoleFiles.signIn(head)) : refusal;
        }
    }

    private Optional<Admission> find(ApiRequest head, Caller caller) {
        for (Operation operation : all) {
            Optional<Map<String, String>> parameters =
                    operation.method().equals(head.method()) ? operation.path().match(head.path()) : Optional.empty();
            if (parameters.isPresent()) {
                return Optional.of(new Admission(operation, caller, parameters.get()));
            }
        }
        return Optional.empty();
    }

    private Refusal nothing(ApiRequest head) {
        List<String> methods = new ArrayList<>(new TreeSet<>(all.stream()
                .filter(operation -> operation.path().match(head.path()).isPresent())
                .map(Operation::method)
                .toList()));
        return methods.isEmpty()
                ? Refusal.notFound("There is no such path")
                : Refusal.methodNotAllowed(String.join(", ", methods));
    }

    /** Does what was let in. */
    ApiAnswer answer(Admission admission, ApiRequest request) {
        try {
            return admission
                    .operation()
                    .handler()
                    .handle(new Call(request, admission.caller(), admission.parameters()));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (StoreException e) {
            LOG.error("Request failed. operation=\"{}\" reason=\"{}\"", name(admission), e.getMessage());
            return Refusal.internal().answer();
        } catch (RuntimeException e) {
            LOG.error("Request failed. operation=\"{}\"", name(admission), e);
            return Refusal.internal().answer();
        }
    }

    private static String name(Admission admission) {
        return admission.operation().method() + " "
                + admission.operation().path().text();
    }

    /** Asks as somebody at the machine itself. */
    public ApiAnswer ask(ApiRequest request) {
        try {
            Admission admission = find(request, Caller.LOCAL).orElseThrow(() -> nothing(request));
            checkQuery(admission, request);
            return answer(admission, request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }
}
