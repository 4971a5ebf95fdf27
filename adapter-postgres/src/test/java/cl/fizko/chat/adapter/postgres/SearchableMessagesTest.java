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

/** What search looks at follows what is stored, whoever stores it. */
class SearchableMessagesTest {

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

    private int found(Optional<ConversationId> conversation) {
        return postgres.database()
                .messageSearch()
                .find(
                        fixture.config.companyId(),
                        SearchQuery.parse("hola "),
                        new SearchFilter(conversation, Optional.empty(), Optional.empty(), Optional.empty()),
                        PageRequest.first(50))
                .rows()
                .size();
    }
}
