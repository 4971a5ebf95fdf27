package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.both;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Fixture.userId;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.PageRequest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What search looks at follows what is stored, whoever stores it. */
class SearchableMessagesTest {

    /** What V13 says is to be found; V23 says the same in less time. */
    private static final String AS_IT_WAS = "to_tsvector('pg_catalog.spanish', search_spelling(search_words(:text)))"
            + " || ts_delete(strip(to_tsvector('pg_catalog.simple', regexp_replace(search_words(:text) collate \"C\","
            + " '\\m\\w{1,2}\\M', ' ', 'g'))), array['que', 'los', 'las', 'del', 'por', 'con', 'para', 'una', 'como',"
            + " 'mas', 'pero', 'este', 'esta', 'esto', 'hay'])";

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void newCompany() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void messagesOfMergedContacts_areFoundInTheConversationThatIsKept() {
        fixture.receive("by-phone", phone(1));
        var kept = fixture.receive("by-id", userId(1));

        fixture.receive("by-both", both(1, 1));

        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
        assertThat(found(Optional.of(kept))).isEqualTo(3);
    }

    @Test
    void whatIsChangedOrDeleted_isNotFoundAnyMore() {
        fixture.receive("1", phone(1));
        fixture.receive("2", phone(1));
        fixture.receive("3", phone(1));

        fixture.sql("update whatsapp_messages set content = null where external_id = '1'");
        fixture.sql("update whatsapp_messages set content = 'adiós' where external_id = '2'");
        assertThat(found(Optional.empty())).isEqualTo(1);
        fixture.sql("delete from whatsapp_messages where external_id = '3'");

        assertThat(found(Optional.empty())).isZero();
        assertThat(fixture.count("message_search")).isEqualTo(1);
    }

    @Test
    void olderMessages_areMadeSearchableInPieces_oneNodeAtATime() {
        for (var i = 0; i < 5; i++) {
            fixture.receive("m." + i, phone(i));
        }
        fixture.sql("delete from message_search");
        fixture.sql("insert into message_search_backfill values ('ffffffff-ffff-ffff-ffff-ffffffffffff', false)");
        var search = postgres.database().messageSearch();

        assertThat(search.catchUp(2)).isTrue();
        assertThat(fixture.count("message_search")).isEqualTo(2);
        postgres.jdbi().useTransaction(handle -> {
            handle.execute("select 1 from message_search_backfill for update");
            assertThat(postgres.otherNode().messageSearch().catchUp(2)).isFalse();
        });
        fixture.receive("while-it-goes-on", phone(9));
        assertThat(search.catchUp(2)).isTrue();
        search.catchUp(2);

        assertThat(search.catchUp(2)).isFalse();
        assertThat(found(Optional.empty())).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Boletas de honorarios: ¿cuándo se pagan las cotizaciones?",
                "el F29 de enero, folio 1.234.567-8, por $250.000 (12%) a los 20 días",
                "ñandú, Ñuñoa, año, PINGÜINO, renovación, camión, camiones",
                "que los las del y o a un yo tú",
                "ελληνικά πρώτη λέξη",
                "日本語 テスト uno dos tres",
                "uno\u0301 👍 dos\ntres\tcuatro",
                "¿?",
                "",
                " \n ",
                "㏂ ﬁn ½ ﷺ Ⅷ",
                "1e5 12e3 x12e3"
            })
    void whatIsFoundOfAText_isWhatItAlwaysWas(String text) {
        assertThat(entries("search_entries(:text)", text)).isEqualTo(entries(AS_IT_WAS, text));
    }

    @Test
    void aLongText_isFoundByWhatItAlwaysWas() {
        var words = new StringBuilder();
        for (var i = 0; words.length() < 21_000; i++) {
            words.append("palabra").append(Integer.toString(i, 36)).append(' ');
        }
        assertThat(entries("search_entries(:text)", words.toString())).isEqualTo(entries(AS_IT_WAS, words.toString()));
    }

    /** The one difference: its parts are found as words in their places, no more as beginnings of words too. */
    @Test
    void aNumberThatRunsIntoAWord_isFound() {
        fixture.receive("1", phone(1));
        fixture.sql("update whatsapp_messages set content = 'folio 12e3x'");

        assertThat(found("12e3x")).isEqualTo(1);
        assertThat(found("folio 12e3x ")).isEqualTo(1);
    }

    @Test
    void wordsTooLongForTheIndex_areLeftOut() {
        var text = "a".repeat(3000) + " hola";

        assertThat(entries("search_entries(:text)", text))
                .contains("'hola'")
                .doesNotContain("aaa")
                .isEqualTo(entries(AS_IT_WAS, text));
    }

    @Test
    void equalTextsStoredTogether_areEachFoundInTheirConversation() {
        var one = fixture.receive("1", phone(1));
        var other = fixture.receive("2", phone(2));
        var copy =
                "insert into whatsapp_messages (id, company_id, config_id, conversation_id, sequence, direction, message_type,"
                        + " content) select gen_random_uuid(), company_id, config_id, conversation_id, sequence + n, direction,"
                        + " message_type, case n when 3 then null else 'hola' end from whatsapp_messages, generate_series(1, 3) n";

        fixture.sql(copy);

        assertThat(found(Optional.of(one))).isEqualTo(3);
        assertThat(found(Optional.of(other))).isEqualTo(3);
    }

    private String entries(String expression, String text) {
        return postgres.jdbi()
                .withHandle(handle -> handle.createQuery("select (" + expression + ")::text")
                        .bind("text", text)
                        .mapTo(String.class)
                        .one());
    }

    private int found(String words) {
        return found(words, Optional.empty());
    }

    private int found(Optional<ConversationId> conversation) {
        return found("hola ", conversation);
    }

    private int found(String words, Optional<ConversationId> conversation) {
        return postgres.database()
                .messageSearch()
                .find(
                        fixture.config.companyId(),
                        SearchQuery.parse(words),
                        new SearchFilter(conversation, Optional.empty(), Optional.empty(), Optional.empty()),
                        PageRequest.first(50))
                .rows()
                .size();
    }
}
