package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.MediaStoreContract;

class InMemoryMediaStoreTest extends MediaStoreContract {

    private final MediaStore store = new InMemoryMediaStore();

    @Override
    protected MediaStore store() {
        return store;
    }
}
