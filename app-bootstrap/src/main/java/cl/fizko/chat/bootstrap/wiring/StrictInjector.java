package cl.fizko.chat.bootstrap.wiring;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import java.util.List;
import java.util.stream.Stream;

/** An injector that guesses nothing: a forgotten binding stops the start. */
final class StrictInjector {

    private static final List<Module> STRICT = List.of(
            Binder::requireExplicitBindings,
            Binder::disableCircularProxies,
            Binder::requireExactBindingAnnotations,
            Binder::requireAtInjectOnConstructors);

    private StrictInjector() {}

    static Injector create(List<Module> modules) {
        return Guice.createInjector(
                Stage.PRODUCTION,
                Stream.concat(STRICT.stream(), modules.stream()).toList());
    }
}
