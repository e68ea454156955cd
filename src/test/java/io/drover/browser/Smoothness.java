package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How much work scrolling is for a page.
 *
 * @param frames drawn
 * @param millisPerFrame of processor time that the page's main thread took for each; 60 frames a second leave it 16.7
 * @param droppedFrames what a display of 60 Hz would have shown twice
 */
record Smoothness(int frames, double millisPerFrame, int droppedFrames) {
    private static final int FRAMES = 300;

    /** Scrolls by so many pixels each frame, there and back again where it ends. */
    static Smoothness scrolling(Tab tab, String element, int pixels) {
        tab.ask("Performance.disable", Map.of());
        tab.ask("Performance.enable", Map.of("timeDomain", "threadTicks"));
        double before = busySeconds(tab);
        JsonNode seen = tab.value("""
                new Promise((done) => {
                  const box = %s;
                  let step = %d;
                  let frames = 0;
                  let dropped = 0;
                  let last = performance.now();
                  const frame = (now) => {
                    dropped += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
                    last = now;
                    const at = box.scrollTop;
                    box.scrollTop += step;
                    if (box.scrollTop === at) {
                      step = -step;
                    }
                    if (++frames < %d) {
                      requestAnimationFrame(frame);
                    } else {
                      done({ frames, dropped });
                    }
                  };
                  requestAnimationFrame(frame);
                })""".formatted(element, pixels, FRAMES));
        int frames = seen.path("frames").asInt();
        return new Smoothness(
                frames,
                1000 * (busySeconds(tab) - before) / frames,
                seen.path("dropped").asInt());
    }

    private static double busySeconds(Tab tab) {
        for (JsonNode metric : tab.ask("Performance.getMetrics", Map.of()).path("metrics")) {
            if (metric.path("name").asText().equals("TaskDuration")) {
                return metric.path("value").asDouble();
            }
        }
        throw new AssertionError("the browser does not tell how busy it was");
    }
}
