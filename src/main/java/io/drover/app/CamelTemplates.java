package io.drover.app;

import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Camel's producer template for those who are made before Camel is. */
final class CamelTemplates {
    private @Nullable CamelEngine engine;
    private @Nullable ProducerTemplate template;

    synchronized void of(CamelEngine running) {
        engine = running;
    }

    synchronized ProducerTemplate template() {
        if (template == null) {
            if (engine == null) {
                throw new IllegalStateException("Camel is not started yet");
            }
            template = engine.context().createProducerTemplate();
        }
        return template;
    }
}
