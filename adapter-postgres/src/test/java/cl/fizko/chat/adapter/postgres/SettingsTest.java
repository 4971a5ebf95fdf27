package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cl.fizko.chat.domain.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ana:p%40ss%2B+w@db.example:6543/chat?sslmode=require",
                "postgresql://ana:p%40ss%2B+w@db.example:6543/chat?sslmode=require",
                "jdbc:postgresql://db.example:6543/chat?user=ana&sslmode=require&password=p%40ss%2B+w",
                " jdbc:postgresql://ana:p%40ss%2B+w@db.example:6543/chat?sslmode=require "
            })
    void databaseUrl_everySpelling_isTheSame(String value) {
        var url = DatabaseUrl.parse(value);

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/chat?sslmode=require");
        assertThat(url.user()).contains("ana");
        assertThat(url.password().map(Secret::reveal)).contains("p@ss++w");
        assertThat(url.toString()).doesNotContain("ana").doesNotContain("p@ss");
    }

    @Test
    void databaseUrl_withoutCredentials_hasNone() {
        var url = DatabaseUrl.parse("postgres://localhost/chat");

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/chat");
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://ana:geheim@db/chat",
                "postgres://ana:geheim@/chat",
                "postgres://ana:geheim@db",
                "postgres://ana:geheim@db/",
                "postgres://ana:ge heim@db/chat",
                "postgres://ana:geheim%zz@db/chat"
            })
    void databaseUrl_wrong_isNamedAndNotQuoted(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(value))
                .withMessageStartingWith("DATABASE_URL ")
                .withMessageNotContaining("heim")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void encryptionKey_wrong_isNamedAndNotQuoted(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionKeys.parse(value))
                .withMessageStartingWith("CHAT_ENCRYPTION_KEY ")
                .withMessageNotContaining("c2hvcnQ")
                .withMessageNotContaining("AAAA");
    }
}
