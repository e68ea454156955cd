package io.drover.response;

import java.util.Optional;

/**
 * A whole answer as the response split sees it.
 *
 * @param json the body as a tree of {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean};
 *     empty when the body is not JSON
 */
public record Answer(int status, Optional<Object> json) {}
