package io.drover.app;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.delivery.Reach;
import io.drover.management.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/** Where a connection wants to go and may not. */
final class ReachProblems {
    private ReachProblems() {}

    static List<FieldProblem> of(Connection connection, Reach reach) {
        List<FieldProblem> problems = new ArrayList<>();
        reach.problem(connection.endpoint().apiBaseUrl())
                .ifPresent(problem -> problems.add(new FieldProblem("api_base_url", problem)));
        if (connection.credentials() instanceof Credentials.OAuth2 oauth) {
            reach.problem(oauth.oauthBaseUrl())
                    .ifPresent(problem -> problems.add(new FieldProblem("oauth_base_url", problem)));
        }
        connection
                .transport()
                .proxy()
                .flatMap(proxy -> reach.hostProblem(proxy.host()))
                .ifPresent(problem -> problems.add(new FieldProblem("proxy_host", problem)));
        return problems;
    }
}
