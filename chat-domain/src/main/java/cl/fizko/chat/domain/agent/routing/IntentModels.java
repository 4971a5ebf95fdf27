package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.IntentModel;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where intent models come from. */
public final class IntentModels {

    static final String RESOURCE = "intent.model";

    private IntentModels() {}

    /**
     * The model that was trained with this build; always the same instance. The first call loads it, in some tens of
     * milliseconds.
     *
     * @throws IllegalStateException if the classes were compiled without training, see {@code docs/routing.md}
     */
    public static IntentModel standard() {
        return Standard.MODEL;
    }

    static LinearIntentModel load() {
        try (var stream = IntentModels.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "the intent model is missing: build with Maven, which trains it after compiling");
            }
            return new LinearIntentModel(TrainedModel.readFrom(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Standard {

        static final LinearIntentModel MODEL = load();
    }
}
