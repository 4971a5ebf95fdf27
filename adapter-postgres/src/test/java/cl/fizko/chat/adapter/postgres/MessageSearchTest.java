package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.FoundMessage;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Inbox.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSearchTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void newCompany() {
        fixture = new Fixture(postgres.database());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "la declaración de renta          | DECLARACIONES        | la [declaración] de renta",
                "la declaracion de renta          | declaración          | la [declaracion] de renta",
                "las Declaraciones juradas        | declaracion jurada   | las [Declaraciones] [juradas]",
                "la declaracio\u0301n va           | declaracion          | la [declaracio\u0301n] va",
                "no sé qué pasó ese día           | dias                 | no sé qué pasó ese [día]",
                "quedan tres días                 | dia                  | quedan tres [días]",
                "hace dos años                    | ano                  | hace dos [años]",
                "envié las facturas ayer          | factura              | envié las [facturas] ayer",
                "la comisión del banco            | comisiones           | la [comisión] del banco",
                "mi RUT es 76.192.083-9           | 76.192.083-9         | mi RUT es [76.192.083-9]",
                "son $150.000 en total            | 150.000              | son $[150.000] en total",
                "escríbame a ana@fizko.cl         | ana@fizko.cl         | escríbame a [ana@fizko.cl]",
                "necesito la declaración          | nece declaraci       |",
                "necesito la declaración          | la declaraci         | necesito la [declaración]",
                "el impuesto territorial          | 'terr'               | el impuesto [territorial]",
                "el impuesto territorial          | 'terr '              |",
                "el impuesto territorial          | 'te'                 |",
                "buenas tardes a todos            | '\"buenas tardes\"'  | [buenas tardes] a todos",
                "buenas noches y tardes           | '\"buenas tardes\"'  |",
                "pago de la multa hoy             | '\"pago multa\"'     |",
                "pago de la multa hoy             | '\"pago de la multa\"' | [pago de la multa] hoy",
                "\uD835\uDCF1\uD835\uDCF8\uD835\uDCF5\uD835\uDCEA amigos | hola | [\uD835\uDCF1\uD835\uDCF8\uD835\uDCF5\uD835\uDCEA] amigos",
                "👍🏽 listo el F29                 | f29                  | 👍🏽 listo el [F29]",
                "el iva, el IVA y el Iva          | iva                  | el [iva], el [IVA] y el [Iva]",
                "con el contador                  | de la                |",
                "con el contador                  | '👍 ¿?'              |",
            })
    void whatIsMeant_isFoundAndMarked(String text, String query, String marked) {
        say("1", text);

        var found = find(query).rows().stream().map(MessageSearchTest::marked).collect(Collectors.joining());

        assertThat(found).isEqualTo(marked == null ? "" : marked);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void pages_ofCommonAndRareWords_showEachMessageOnce_whileMoreArrive(int every) {
        for (var i = 0; i < 120; i++) {
            say("old." + i, i % every == 0 ? "la factura " + i : "nada " + i);
        }
        List<String> seen = new ArrayList<>();
        var expected = find("factura", PageRequest.first(100)).rows().size();
        var next = Optional.of(PageRequest.first(5));
        while (next.isPresent()) {
            var request = next.orElseThrow();
            var page = find("factura", request);
            page.rows().forEach(found -> seen.add(found.words().text()));
            say("new." + seen.size(), "otra factura, posterior", NOW.plusSeconds(seen.size()));
            next = page.older().map(from -> new PageRequest(request.number() + 1, 5, Optional.of(from)));
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(Math.max(expected, (120 + every - 1) / every));
        assertThat(seen).noneMatch(text -> text.contains("posterior"));
    }

    @Test
    void aPageBackwards_showsWhatCameBefore() {
        for (var i = 0; i < 12; i++) {
            say("m." + i, "factura " + i, NOW.plusSeconds(i));
        }
        var first = find("factura", PageRequest.first(5));
        var second = find("factura", new PageRequest(2, 5, first.older()));

        var back = find("factura", new PageRequest(1, 5, second.newer()));

        assertThat(texts(second)).containsExactly("factura 6", "factura 5", "factura 4", "factura 3", "factura 2");
        assertThat(texts(back)).isEqualTo(texts(first));
        assertThat(first.count()).isEqualTo(new Count(12, true));
        assertThat(find("factura", new PageRequest(3, 5, Optional.empty())).rows())
                .extracting(found -> found.words().text())
                .containsExactly("factura 1", "factura 0");
    }

    @Test
    void thousandsOfHits_areEstimated_andTheNewestShown() {
        postgres.jdbi().useHandle(handle -> handle.execute("""
                insert into whatsapp_messages
                    (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, created_at)
                select gen_random_uuid(), c.id, f.id, gen_random_uuid(), n, 'incoming', 'text',
                       case when n % 2 = 0 then 'mi factura ' else 'nada ' end || n, timestamptz '2026-01-01' + n * interval '1 minute'
                  from companies c, whatsapp_configs f, generate_series(1, 10000) n"""));
        fixture.sql("analyze message_search");

        var common = find("factura", PageRequest.first(10));
        var deep = find("factura", new PageRequest(100, 10, Optional.empty()));
        var rare = find("9998", PageRequest.first(10));

        assertThat(texts(common))
                .startsWith("mi factura 10000", "mi factura 9998")
                .hasSize(10);
        assertThat(common.count().exact()).isFalse();
        assertThat(common.count().rows()).isBetween(4_000L, 6_000L);
        assertThat(texts(deep)).startsWith("mi factura 8020");
        assertThat(texts(rare)).containsExactly("mi factura 9998");
        assertThat(rare.count()).isEqualTo(new Count(1, true));
    }

    @Test
    void filters_andCompanies_areKeptApart() {
        var other = new Fixture(postgres.database(), Rut.parse("11.111.111-1"), "line-2");
        other.database.inbox().store(other.delivery(other.adding(other.message("x", phone(1), "factura ajena"))));
        var mine = say("a", "factura de ana");
        fixture.receiveAndReply("b", phone(2), 1);

        assertThat(texts(find("factura"))).containsExactly("factura de ana");
        assertThat(find("respuesta").rows()).hasSize(1);
        assertThat(find("respuesta", filter(Optional.empty(), Optional.of(Direction.INCOMING)))
                        .rows())
                .isEmpty();
        assertThat(find("factura", filter(Optional.of(mine), Optional.empty())).rows())
                .hasSize(1);
        var theirs = conversationOf(other);
        assertThat(find("factura", filter(Optional.of(theirs), Optional.empty()))
                        .rows())
                .isEmpty();
        assertThat(find("factura", between(NOW, NOW.plusSeconds(1))).rows()).hasSize(1);
        assertThat(find("factura", between(NOW.minusSeconds(1), NOW)).rows()).isEmpty();
        assertThat(find("factura", between(NOW.plusSeconds(1), NOW.plusSeconds(2)))
                        .rows())
                .isEmpty();
    }

    @Test
    void whateverSomebodyTypes_isAnswered() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var signs = "a'\"\\\\:*&|!()<>-%_ ñÓ1 \0\uD800\uDC00\u0301🙂«»“@#.,/\t"
                .codePoints()
                .toArray();
        say("1", "a ñ 1");

        for (var i = 0; i < 2_000; i++) {
            var text = random.ints(1 + random.nextInt(30), 0, signs.length)
                    .mapToObj(n -> Character.toString(signs[n]))
                    .collect(Collectors.joining());
            assertThatCode(() -> find(text)).as("seed %d, try %d", seed, i).doesNotThrowAnyException();
        }
    }

    private ConversationId say(String id, String text) {
        return say(id, text, NOW);
    }

    private ConversationId say(String id, String text, Instant at) {
        var told = fixture.delivery(fixture.adding(fixture.message(id, phone(1), text)));
        var entry = new Entry(
                told.id(),
                told.provider(),
                told.key(),
                told.eventName(),
                told.rawBody(),
                at,
                told.effects(),
                false,
                Optional.empty());
        return Fixture.only(fixture.database.inbox().store(entry).awaitingTurn());
    }

    private static ConversationId conversationOf(Fixture company) {
        return company.jdbi()
                .withHandle(handle -> new ConversationId(
                        handle.createQuery("select id from whatsapp_conversations where company_id = ?")
                                .bind(0, company.config.companyId().value())
                                .mapTo(UUID.class)
                                .one()));
    }

    private Page<FoundMessage> find(String query) {
        return find(query, SearchFilter.none());
    }

    private Page<FoundMessage> find(String query, SearchFilter filter) {
        return find(query, filter, PageRequest.first(20));
    }

    private Page<FoundMessage> find(String query, PageRequest page) {
        return find(query, SearchFilter.none(), page);
    }

    private Page<FoundMessage> find(String query, SearchFilter filter, PageRequest page) {
        return postgres.database()
                .messageSearch()
                .find(fixture.config.companyId(), SearchQuery.parse(query), filter, page);
    }

    private static SearchFilter filter(Optional<ConversationId> conversation, Optional<Direction> direction) {
        return new SearchFilter(conversation, direction, Optional.empty(), Optional.empty());
    }

    private static SearchFilter between(Instant since, Instant until) {
        return new SearchFilter(Optional.empty(), Optional.empty(), Optional.of(since), Optional.of(until));
    }

    private static List<String> texts(Page<FoundMessage> page) {
        return page.rows().stream().map(found -> found.words().text()).toList();
    }

    private static String marked(FoundMessage found) {
        var text = new StringBuilder(found.words().text());
        var marks = new ArrayList<>(found.words().marks());
        Collections.reverse(marks);
        marks.forEach(mark -> text.insert(mark.end(), "]").insert(mark.start(), "["));
        return text.toString();
    }
}
