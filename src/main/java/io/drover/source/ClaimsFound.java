package io.drover.source;

import java.util.List;

/**
 * What a start finds in {@code processing/}.
 *
 * @param claims to be loaded or loaded on, oldest first
 * @param sourceless runs known before whose source is already put away: nothing of them is left to load
 * @param problems folders left as they are because they can't be understood, one message each
 */
public record ClaimsFound(List<Claim> claims, List<String> sourceless, List<String> problems) {
    public ClaimsFound {
        claims = List.copyOf(claims);
        sourceless = List.copyOf(sourceless);
        problems = List.copyOf(problems);
    }
}
