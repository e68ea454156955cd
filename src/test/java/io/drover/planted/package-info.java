/**
 * The suite's own proof: plants bugs into a copy of the sources, one by one, and says which tests catch them. Started by
 * {@code mvn -Pplanted -DskipTests verify}; the bugs are in {@code src/test/resources/planted/bugs.yaml}.
 */
@NullMarked
package io.drover.planted;

import org.jspecify.annotations.NullMarked;
