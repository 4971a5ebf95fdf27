package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import cl.fizko.chat.domain.port.MediaSource.Outcome.Fetched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MediaJobsTest {

    private static final Duration ENDED = Duration.ofSeconds(-1);
    private static final Fetched FILE = new Fetched(7, "ab", Optional.of("image/jpeg"));
    private static final Failure GONE = new Failure(FailureReason.OTHER, "http:404", "gone");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private MediaJobs jobs;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        jobs = postgres.database().mediaJobs();
    }

    static MessageContent photo(String providerId) {
        return new MessageContent.Media(MediaKind.IMAGE, file(providerId), Optional.of("pie"), Optional.empty());
    }

    private static MediaReference file(String providerId) {
        return new MediaReference(
                Optional.of(providerId),
                Optional.of("https://x/y"),
                Optional.of("image/jpeg"),
                Optional.of("ab"),
                Optional.of("foto.jpg"));
    }

    @Test
    void store_file_makesAJobInTheSameCommit() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));

        var job = only(jobs.claim(10, LEASE));

        var message = postgres.database()
                .messages()
                .byExternalId(fixture.config.id(), new ExternalId("wamid.1"))
                .orElseThrow();
        assertThat(job.key().message()).isEqualTo(message.id());
        assertThat(job.key().company()).isEqualTo(fixture.config.companyId());
        assertThat(job.config()).isEqualTo(fixture.config.id());
        assertThat(job.kind()).isEqualTo(MediaKind.IMAGE);
        assertThat(job.file()).isEqualTo(file("id-1"));
        assertThat(job.attempt()).isEqualTo(1);
    }

    @Test
    void store_whatNeedsNoFetching_makesNoJob() {
        var nowhere = new MediaReference(
                Optional.empty(), Optional.empty(), Optional.of("image/jpeg"), Optional.empty(), Optional.empty());
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));
        receive(
                fixture.adding("wamid.1", phone(1), photo("id-1")),
                fixture.adding("wamid.2", phone(1)),
                fixture.adding(
                        "wamid.3",
                        phone(1),
                        new MessageContent.Media(MediaKind.IMAGE, nowhere, Optional.empty(), Optional.empty())));

        assertThat(fixture.count("media_files")).isEqualTo(1);
    }

    @Test
    void claim_twoNodesAtOnce_neverTheSame() throws Exception {
        for (var i = 0; i < 30; i++) {
            receive(fixture.adding("wamid." + i, phone(i % 3), photo("id-" + i)));
        }
        var nodes = List.of(jobs, postgres.otherNode().mediaJobs());

        var claimed = together(6, i -> nodes.get(i % 2).claim(10, LEASE)).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(claimed).extracting(MediaJob::key).doesNotHaveDuplicates();
        assertThat(fixture.number("select max(attempts) from media_files")).isEqualTo(1);
    }

    @Test
    void claim_longestDueFirst_andOnlyWhatIsDue() {
        for (var i = 1; i <= 4; i++) {
            receive(fixture.adding("wamid." + i, phone(1), photo("id-" + i)));
            fixture.sql("update media_files set due_at = now() - interval '" + (i * 7 % 5 - 1)
                    + " minutes' where reference ->> 'provider_id' = 'id-" + i + "'");
        }
        fixture.sql(
                "update media_files set due_at = now() + interval '1 hour' where reference ->> 'provider_id' = 'id-2'");

        assertThat(jobs.claim(2, LEASE))
                .extracting(job -> job.file().providerId().orElseThrow())
                .containsExactly("id-4", "id-1");
        assertThat(jobs.claim(10, LEASE)).hasSize(1);
        assertThat(jobs.claim(10, LEASE)).isEmpty();
    }

    @Test
    void stored_settlesIt() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));
        var first = only(jobs.claim(1, LEASE));
        jobs.retry(first, Duration.ZERO, "http:503");
        assertThat(fixture.texts("select concat_ws('|', state, error_code, leased_until is null) from media_files"))
                .containsExactly("pending|http:503|t");

        jobs.stored(only(jobs.claim(1, LEASE)), FILE);

        assertThat(fixture.texts("""
                select concat_ws('|', state, attempts, size_bytes, sha256, mime_type, error_code, due_at is null) from media_files""")).containsExactly("stored|2|7|ab|image/jpeg|t");
        assertThat(jobs.claim(1, LEASE)).isEmpty();
    }

    @Test
    void failed_isNeverHandedOutAgain_whateverItsWords() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));

        jobs.failed(only(jobs.claim(1, LEASE)), new Failure(FailureReason.OTHER, "http:404", "go\0ne"));

        assertThat(jobs.claim(1, LEASE)).isEmpty();
        assertThat(fixture.texts(
                        "select concat_ws('|', state, failure_reason, error_code, error_message) from media_files"))
                .containsExactly("failed|other|http:404|go\uFFFDne");
    }

    @Test
    void newsOfAJobThatWasHandedOutAgain_isIgnored() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));
        var slow = only(jobs.claim(1, ENDED));
        var quick = only(jobs.claim(1, LEASE));

        jobs.failed(slow, GONE);
        jobs.retry(slow, Duration.ZERO, "http:503");
        jobs.stored(slow, FILE);

        assertThat(fixture.texts("select concat_ws('|', state, attempts, leased_until is not null) from media_files"))
                .containsExactly("pending|2|t");
        jobs.stored(quick, FILE);
        jobs.failed(quick, GONE);
        assertThat(fixture.text("select state from media_files")).isEqualTo("stored");
    }

    @Test
    void stored_lateButNotHandedOutAgain_counts() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));

        jobs.stored(only(jobs.claim(1, ENDED)), FILE);

        assertThat(fixture.text("select state from media_files")).isEqualTo("stored");
    }

    @Test
    void claim_jobThatCannotBeRead_failsAlone() {
        receive(fixture.adding("wamid.1", phone(1), photo("id-1")));
        fixture.sql("alter table media_files drop constraint media_files_kind_check");
        fixture.sql("update media_files set kind = 'hologram'");
        receive(fixture.adding("wamid.2", phone(1), photo("id-2")));

        assertThat(jobs.claim(10, LEASE))
                .extracting(job -> job.file().providerId().orElseThrow())
                .containsExactly("id-2");
        assertThat(fixture.texts("select error_code from media_files where state = 'failed'"))
                .containsExactly("unreadable");
        fixture.sql("delete from media_files where kind = 'hologram'");
        fixture.sql("""
                alter table media_files add constraint media_files_kind_check
                  check (kind in ('image', 'video', 'audio', 'document', 'sticker'))""");
    }

    private void receive(Effect... effects) {
        postgres.database().inbox().store(fixture.delivery(effects));
    }
}
