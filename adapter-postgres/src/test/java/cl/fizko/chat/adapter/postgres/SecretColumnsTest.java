package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import cl.fizko.chat.adapter.postgres.KnownKeys.Current;
import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretColumnsTest {

    private static final String OLD = key(0);
    private static final String NEW = key(1);
    private static final Place PLACE = new Place("whatsapp_configs", "api_token_encrypted", new UUID(1, 2));

    /** What the first release stored for {@link #PLACE} under {@link #OLD}: taken from it. */
    private static final byte[] OF_THE_FIRST_RELEASE =
            HexFormat.of().parseHex("d7657573d9f341b99ce97cbe0c359c40c09033b3b189103b9c6940a43e0fedc3e3eaa81a6c1d4032");

    static String key(int first) {
        var bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SecretColumns secrets(String keys) {
        return new SecretColumns(EncryptionKeys.parse(keys));
    }

    private static byte[] encrypted(String key, boolean named) {
        var keys = EncryptionKeys.parse(key);
        return new SecretColumns(keys).encrypt(new Current(keys.newest().id(), named), "marker-token", PLACE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encrypted_opensInItsPlaceOnly(boolean named) {
        var stored = encrypted(OLD, named);

        assertThat(secrets(OLD).decrypt(stored, PLACE)).isEqualTo("marker-token");
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("marker-token");
        assertThat(encrypted(OLD, named)).isNotEqualTo(stored);
        var elsewhere = new Place(PLACE.table(), PLACE.column(), new UUID(1, 3));
        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> secrets(OLD).decrypt(stored, elsewhere));
    }

    @Test
    void ofTheFirstRelease_opens() {
        assertThat(secrets(OLD).decrypt(OF_THE_FIRST_RELEASE, PLACE)).isEqualTo("marker-token");
        assertThat(secrets(NEW + "," + OLD).decrypt(OF_THE_FIRST_RELEASE, PLACE))
                .isEqualTo("marker-token");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underAnyOfTheKeys_opens(boolean named) {
        assertThat(secrets(NEW + ", " + OLD).decrypt(encrypted(OLD, named), PLACE))
                .isEqualTo("marker-token");
        assertThat(secrets(NEW + "," + OLD).decrypt(encrypted(NEW, named), PLACE))
                .isEqualTo("marker-token");
    }

    @Test
    void aMissingKey_isToldFromDamage() {
        var stored = encrypted(OLD, true);
        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> secrets(NEW).decrypt(stored, PLACE))
                .withMessageContaining("under key " + EncryptionKeys.parse(OLD).ids())
                .withMessageContaining("CHAT_ENCRYPTION_KEY lacks");

        stored[stored.length - 1] ^= 1;
        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> secrets(OLD).decrypt(stored, PLACE))
                .withMessageContaining("was changed");
    }

    @Test
    void nothing_printsASecretOrAKey() {
        var printed = new StringWriter();
        catchThrowable(() -> secrets(NEW).decrypt(encrypted(OLD, true), PLACE))
                .printStackTrace(new PrintWriter(printed));
        printed.append(EncryptionKeys.parse(OLD).toString())
                .append(EncryptionKey.parse(OLD).toString());

        assertThat(printed.toString()).doesNotContain("marker-token").doesNotContain(OLD, "AAAAAAAA");
    }
}
